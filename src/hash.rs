//! Hash maps and sets for what files hold: quicker than the standard library's hasher, and seeded anew in every process,
//! so that no file can be made to fill one bucket.

/// A map by hash.
pub(crate) type HashMap<K, V> = std::collections::HashMap<K, V, foldhash::fast::RandomState>;

/// A set by hash.
pub(crate) type HashSet<K> = std::collections::HashSet<K, foldhash::fast::RandomState>;
