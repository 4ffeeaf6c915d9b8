//! Strings of the compiled lexicon and rules: they stay where they are in the program's own data.

use std::borrow::{Borrow, Cow};
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, de};

/// A string that is not copied when it is read from data that the program holds anyway.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(transparent)]
pub(crate) struct Held(Cow<'static, str>);

impl Held {
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<String> for Held {
    fn from(text: String) -> Self {
        Self(Cow::Owned(text))
    }
}

impl From<&str> for Held {
    fn from(text: &str) -> Self {
        Self::from(text.to_owned())
    }
}

impl Borrow<str> for Held {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl<'de: 'static> Deserialize<'de> for Held {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;
        impl<'de: 'static> de::Visitor<'de> for Visitor {
            type Value = Held;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a string")
            }

            fn visit_borrowed_str<E: de::Error>(self, text: &'de str) -> Result<Held, E> {
                Ok(Held(Cow::Borrowed(text)))
            }

            fn visit_str<E: de::Error>(self, text: &str) -> Result<Held, E> {
                Ok(Held::from(text))
            }
        }
        deserializer.deserialize_str(Visitor)
    }
}
