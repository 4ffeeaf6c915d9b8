//! Hash maps and sets for what files hold: quicker than the standard library's hasher, and seeded anew in every process,
//! so that no file can be made to fill one bucket.

pub(crate) use foldhash::fast::RandomState;

/// A map by hash.
pub(crate) type HashMap<K, V> = std::collections::HashMap<K, V, RandomState>;

/// A set by hash.
pub(crate) type HashSet<K> = std::collections::HashSet<K, RandomState>;
