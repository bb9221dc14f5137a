//! Where a help desk's database is: a folder with one SQLite file, or a PostgreSQL server that several servers share.

use secrecy::{ExposeSecret, SecretString};
use std::{
    fmt,
    net::IpAddr,
    path::{Path, PathBuf},
};
use url::Url;

/// Where the database is.
#[derive(Clone, Debug)]
pub enum Database {
    /// A folder with one SQLite file, for one server.
    Folder(PathBuf),
    /// A database on a PostgreSQL server, for one server or several.
    Postgres(PostgresUrl),
}

impl From<&Path> for Database {
    fn from(folder: &Path) -> Self {
        Self::Folder(folder.to_owned())
    }
}

impl From<&PathBuf> for Database {
    fn from(folder: &PathBuf) -> Self {
        Self::Folder(folder.clone())
    }
}

impl From<PathBuf> for Database {
    fn from(folder: PathBuf) -> Self {
        Self::Folder(folder)
    }
}

impl fmt::Display for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Folder(folder) => folder.display().fmt(f),
            Self::Postgres(url) => url.fmt(f),
        }
    }
}

/// Why an address of a database cannot be used. It never repeats the address, which holds a password.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum DatabaseUrlError {
    /// It is no address of that kind.
    #[error(
        "the database's address is not like postgres://deskside:PASSWORD@db.example.org/deskside; what is neither letter nor digit in \
         the password is written as %XX"
    )]
    Unreadable,
    /// It says nothing of which database.
    #[error("the database's address names no database: it ends in /NAME")]
    Nameless,
}

/// The address of a PostgreSQL database with its password, which is never shown.
#[derive(Clone)]
pub struct PostgresUrl {
    whole: SecretString,
    shown: String,
    is_checked: bool,
}

impl PostgresUrl {
    /// Reads an address. Where it says nothing else of TLS, a server on another machine has to prove by its certificate who it is.
    ///
    /// # Errors
    /// When it is no such address.
    pub fn parse(text: &SecretString) -> Result<Self, DatabaseUrlError> {
        let mut url = Url::parse(text.expose_secret().trim()).map_err(|_| DatabaseUrlError::Unreadable)?;
        if !matches!(url.scheme(), "postgres" | "postgresql") {
            return Err(DatabaseUrlError::Unreadable);
        }
        let asked = |names: &[&str]| url.query_pairs().find(|(key, _)| names.contains(&key.as_ref())).map(|(_, value)| value.into_owned());
        let database = asked(&["dbname"]).unwrap_or_else(|| url.path().trim_start_matches('/').to_owned());
        if database.is_empty() {
            return Err(DatabaseUrlError::Nameless);
        }
        let host = asked(&["hostaddr", "host"]).or_else(|| url.host_str().map(String::from)).unwrap_or_default();
        let is_here = is_this_machine(&host);
        let mode = asked(&["sslmode", "ssl-mode"]);
        let is_checked = is_here || mode.as_deref().is_none_or(|mode| mode.starts_with("verify"));
        if mode.is_none() && !is_here {
            url.query_pairs_mut().append_pair("sslmode", "verify-full");
        }
        let place = if host.is_empty() { "this machine" } else { host.as_str() };
        let port = url.port().map(|port| format!(":{port}")).unwrap_or_default();
        let shown = format!("PostgreSQL database {database} at {place}{port}");
        Ok(Self { whole: String::from(url).into(), shown, is_checked })
    }

    /// Whether nobody between can read along or pass for the database.
    pub(crate) fn is_checked(&self) -> bool {
        self.is_checked
    }

    pub(super) fn expose(&self) -> &str {
        self.whole.expose_secret()
    }
}

impl fmt::Display for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.shown)
    }
}

impl fmt::Debug for PostgresUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PostgresUrl({})", self.shown)
    }
}

/// Whether a host is reached without a network: a socket in the file system, or a loopback address.
fn is_this_machine(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let is_socket = host.is_empty() || host.starts_with('/') || host.to_lowercase().starts_with("%2f");
    is_socket || bare == "localhost" || bare.parse::<IpAddr>().is_ok_and(|address| address.is_loopback())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(text: &str) -> Result<PostgresUrl, DatabaseUrlError> {
        PostgresUrl::parse(&SecretString::from(text))
    }

    #[test]
    fn a_database_on_another_machine_proves_who_it_is_unless_the_operator_says_otherwise() {
        for (address, whole, is_checked) in [
            ("postgres://d:p@db.example.org/desk", "postgres://d:p@db.example.org/desk?sslmode=verify-full", true),
            ("postgres://d:p@10.1.2.3:5433/desk\n", "postgres://d:p@10.1.2.3:5433/desk?sslmode=verify-full", true),
            ("postgres://d@db.example.org/desk?sslmode=require", "postgres://d@db.example.org/desk?sslmode=require", false),
            (
                "postgres://d@localhost/desk?host=db.example.org",
                "postgres://d@localhost/desk?host=db.example.org&sslmode=verify-full",
                true,
            ),
            ("postgresql://d@localhost/desk", "postgresql://d@localhost/desk", true),
            ("postgres://d@[::1]/desk", "postgres://d@[::1]/desk", true),
            ("postgres://d@%2Frun%2Fpostgresql/desk", "postgres://d@%2Frun%2Fpostgresql/desk", true),
            ("postgres:///desk?host=/run/postgresql", "postgres:///desk?host=/run/postgresql", true),
        ] {
            let url = parsed(address).expect(address);

            assert_eq!((url.expose(), url.is_checked()), (whole, is_checked), "{address}");
        }
    }

    #[test]
    fn an_address_never_shows_its_password() {
        let url = parsed("postgres://deskside:canary-4711@db.example.org:5433/desk").expect("address");

        let database = Database::Postgres(url.clone());
        assert_eq!(database.to_string(), "PostgreSQL database desk at db.example.org:5433");
        assert!(!format!("{url:?} {database:?} {database}").contains("canary"));
    }

    #[test]
    fn what_is_no_such_address_is_refused_without_repeating_it() {
        for (address, why) in [
            ("mysql://d:canary@h/desk", DatabaseUrlError::Unreadable),
            ("postgres://d:ca#nary@h/desk", DatabaseUrlError::Unreadable),
            ("canary", DatabaseUrlError::Unreadable),
            ("postgres://d:canary@h", DatabaseUrlError::Nameless),
        ] {
            let error = parsed(address).expect_err(address);

            assert_eq!(error, why, "{address}");
            assert!(!error.to_string().contains("canary"));
        }
    }
}
