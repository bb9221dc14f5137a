//! Yes or no as the databases tell it: SQLite has numbers for it, PostgreSQL a type.

use sqlx::{Any, Database, Decode, Type, error::BoxDynError};

/// A column that is true or false.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Flag(pub(super) bool);

impl Type<Any> for Flag {
    fn type_info() -> <Any as Database>::TypeInfo {
        <bool as Type<Any>>::type_info()
    }

    fn compatible(found: &<Any as Database>::TypeInfo) -> bool {
        <bool as Type<Any>>::compatible(found) || <i64 as Type<Any>>::compatible(found)
    }
}

impl<'r> Decode<'r, Any> for Flag {
    fn decode(value: <Any as Database>::ValueRef<'r>) -> Result<Self, BoxDynError> {
        if let Ok(is_so) = <bool as Decode<'r, Any>>::decode(value.clone()) {
            return Ok(Self(is_so));
        }
        <i64 as Decode<'r, Any>>::decode(value).map(|number| Self(number != 0))
    }
}

impl From<Flag> for bool {
    fn from(flag: Flag) -> Self {
        flag.0
    }
}
