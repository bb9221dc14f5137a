//! Who is signed in, and what the session speaks.

#[cfg(unix)]
#[path = "account/unix.rs"]
mod system;
#[cfg(windows)]
#[path = "account/windows.rs"]
mod system;

/// The account this program runs under.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Account {
    /// The account's name, such as `mdiaz`.
    pub user_name: String,
    /// The person's name, where the account carries one.
    pub full_name: Option<String>,
    /// The session's language and region, such as `es-MX`, where it names one.
    pub locale: Option<String>,
    /// The IANA time zone, such as `America/Denver`, where it is known.
    pub time_zone: Option<String>,
}

impl Account {
    /// Asks the system once. A directory server may stand behind the names, so keep the answer.
    #[must_use]
    pub fn current() -> Self {
        let (user_name, full_name) = system::names();
        Self { user_name, full_name, locale: system::locale(), time_zone: jiff::tz::TimeZone::system().iana_name().map(str::to_owned) }
    }

    /// The language of [`Self::locale`] alone, such as `es`.
    #[must_use]
    pub fn language(&self) -> Option<&str> {
        self.locale.as_deref().and_then(|locale| locale.split('-').next())
    }
}
