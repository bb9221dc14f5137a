//! The command line of `deskside-server`. Exit status: 0 done, 1 could not be done (the reason is on stderr), 2 asked wrongly.

mod audit;
mod backup;
mod doctor;
mod person;
mod retention;
mod revoke;
mod run;

use crate::{Database, Operator, PostgresUrl, Transport};
use anyhow::{Context, bail};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum, error::ErrorKind};
use desk_api::NoticeKind;
use ipnet::IpNet;
use jiff::Timestamp;
use secrecy::SecretString;
use std::{net::SocketAddr, path::PathBuf};
use url::Url;

pub use run::run;

const EXAMPLES: &str = "\
Examples:
  deskside-server serve --config deskside-server.toml --data /var/lib/deskside
  deskside-server serve --config deskside-server.toml --data /var/lib/deskside \\
      --listen 0.0.0.0:443 --tls-cert /etc/deskside/desk.pem --tls-key /etc/deskside/desk.key
  deskside-server serve --config deskside-server.toml --database-url-file /etc/deskside/database-url \\
      --listen 10.0.0.5:8420 --behind-proxy 10.0.0.0/24
  deskside-server enrolment-key --data /var/lib/deskside
  deskside-server school-code --data /var/lib/deskside --url https://help.example.org
  deskside-server sign-in-link --data /var/lib/deskside --user devon --url https://desk.example.org
  deskside-server post-notice --data /var/lib/deskside --kind major --title \"Wi-Fi is down in Building B\" \\
      --place \"Building B\" --owner \"Priya Nair\" --back-by 2026-09-14T10:30:00-05:00
  deskside-server backup --data /var/lib/deskside /srv/backup/help-desk.sqlite3
  deskside-server revoke --data /var/lib/deskside --computer ROOM-12
  deskside-server doctor --config deskside-server.toml --data /var/lib/deskside

Exit status, but for `doctor`:
  0  done
  1  could not be done; the reason is on stderr
  2  asked wrongly";

/// The help desk for Deskside: the Help Desk API, its database, and the technician's desk.
///
/// Everything the server knows lies in one database: a SQLite file in its data folder, which `backup` copies while the server runs, or a
/// PostgreSQL database, which several servers may share and pg_dump copies. The other commands, but for `restore`, may be used while
/// servers run too; they notice what is written.
#[derive(Parser, Debug)]
#[command(name = "deskside-server", version, after_help = EXAMPLES, max_term_width = 100)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand, Debug)]
enum Command {
    Serve(Serve),
    EnrolmentKey(EnrolmentKey),
    SchoolCode(SchoolCode),
    SignInLink(SignInLink),
    PostNotice(PostNotice),
    Backup(backup::Backup),
    Restore(backup::Restore),
    #[command(name = "retention")]
    Retain(retention::Retain),
    Person(person::Person),
    Revoke(revoke::Revoke),
    Audit(audit::Audit),
    Doctor(doctor::Doctor),
    /// Print the OpenAPI 3.1 document of the Help Desk API.
    Openapi,
}

/// Serve the API and the technician's desk until SIGTERM or SIGINT.
///
/// Once it listens it prints one line, `listening on URL`, on stdout, and after it one line with a one-time sign-in link for
/// each technician who has not chosen a password yet. Logs go to stderr. On SIGTERM or SIGINT it ends live streams, finishes
/// calls in flight within ten seconds, and closes the database.
#[derive(Args, Debug)]
struct Serve {
    /// The configuration file; packaging/server/deskside-server.toml explains every setting.
    #[arg(long, value_name = "FILE", env = "DESKSIDE_SERVER_CONFIG")]
    config: PathBuf,
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    reached: Reached,
    /// How the log is written.
    #[arg(long, value_name = "FORM", default_value = "text")]
    log: LogForm,
    /// What is logged: error, warn, info, debug, or a filter such as `desk_server=debug`.
    #[arg(long, value_name = "FILTER", env = "DESKSIDE_LOG", default_value = "info")]
    log_level: String,
}

/// Where and how a server is reached.
#[derive(Args, Debug)]
struct Reached {
    /// Where to listen. Port 0 takes any that is free. An address other machines can reach wants TLS or a proxy.
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8420")]
    listen: SocketAddr,
    /// Speak TLS with this certificate chain (PEM). Read again within a minute when it changes.
    #[arg(long, value_name = "FILE", requires = "tls_key", conflicts_with = "behind_proxy")]
    tls_cert: Option<PathBuf>,
    /// The certificate's private key (PEM).
    #[arg(long, value_name = "FILE", requires = "tls_cert")]
    tls_key: Option<PathBuf>,
    /// Stand behind a proxy that speaks TLS, and believe the addresses it forwards. Repeat for several networks.
    #[arg(long, value_name = "CIDR")]
    behind_proxy: Vec<IpNet>,
}

impl Reached {
    fn transport(&self) -> Transport {
        match (&self.tls_cert, &self.tls_key) {
            (Some(certificate), Some(key)) => Transport::Tls { certificate: certificate.clone(), key: key.clone() },
            _ if self.behind_proxy.is_empty() => Transport::Plain,
            _ => Transport::BehindProxy(self.behind_proxy.clone()),
        }
    }
}

#[derive(Clone, Copy, ValueEnum, Debug)]
enum LogForm {
    /// For people.
    Text,
    /// One JSON object a line.
    Json,
}

/// Which database: a folder, or the address of a PostgreSQL database, which holds a password and is never an argument.
#[derive(Args, Debug)]
struct Data {
    /// The folder of the SQLite database; made where it is missing.
    #[arg(long = "data", value_name = "FOLDER", env = "DESKSIDE_SERVER_DATA", conflicts_with = "url_file")]
    folder: Option<PathBuf>,
    /// Instead of a folder: a file that holds the address of a PostgreSQL database, such as
    /// postgres://deskside:PASSWORD@db.example.org/deskside. The address itself may be in DESKSIDE_SERVER_DATABASE_URL.
    #[arg(long = "database-url-file", value_name = "FILE", env = "DESKSIDE_SERVER_DATABASE_URL_FILE")]
    url_file: Option<PathBuf>,
}

impl Data {
    /// The one database that is meant.
    fn database(&self) -> anyhow::Result<Database> {
        let from_environment = std::env::var("DESKSIDE_SERVER_DATABASE_URL").ok().map(SecretString::from);
        let url = match (&self.folder, &self.url_file, from_environment) {
            (Some(folder), None, None) => return Ok(folder.into()),
            (None, Some(file), None) => std::fs::read_to_string(file).with_context(|| format!("reading {}", file.display()))?.into(),
            (None, None, Some(url)) => url,
            (None, None, None) => return Err(asked_wrongly("give --data FOLDER, or --database-url-file FILE for PostgreSQL")),
            _ => return Err(asked_wrongly("give one database: --data, --database-url-file or DESKSIDE_SERVER_DATABASE_URL")),
        };
        Ok(Database::Postgres(PostgresUrl::parse(&url)?))
    }

    async fn operator(&self) -> anyhow::Result<Operator> {
        let database = self.database()?;
        Operator::open(database.clone()).await.with_context(|| format!("in {database}"))
    }

    /// The folder, for what is done to a SQLite file and by PostgreSQL's own tools otherwise: `with` names them.
    fn folder(&self, with: &str) -> anyhow::Result<PathBuf> {
        match self.database()? {
            Database::Folder(folder) => Ok(folder),
            Database::Postgres(url) => bail!("this works on a SQLite file; for the {url} use {with}"),
        }
    }
}

/// What clap would say, of what it cannot see.
fn asked_wrongly(why: &str) -> anyhow::Error {
    Cli::command().error(ErrorKind::MissingRequiredArgument, why).into()
}

/// Make an enrolment key, keep its hash, and print it, once.
///
/// The key goes into the policy of the district's devices. It proves "from this district" and no more: a device that enrols
/// with it sees only what it opens itself. Any number of keys may be in use.
#[derive(Args, Debug)]
struct EnrolmentKey {
    #[command(flatten)]
    data: Data,
}

/// Make a school code, keep its hash, and print it, once.
///
/// A person types it into Deskside on a computer that no policy sets up: eight letters and numbers, such as CRDK-77TL, after
/// the desk's address where the policy does not give that. It proves "from this district" and no more, as a key does.
#[derive(Args, Debug)]
struct SchoolCode {
    #[command(flatten)]
    data: Data,
    /// For how many days it is good.
    #[arg(long, value_name = "DAYS", default_value = "14", value_parser = clap::value_parser!(u16).range(1..=365))]
    days: u16,
    /// The address computers reach the desk at; printed before the code, so that one line is all there is to type.
    #[arg(long, value_name = "URL")]
    url: Option<Url>,
}

/// Print a one-time link with which a technician chooses a password. Good for 24 hours.
#[derive(Args, Debug)]
struct SignInLink {
    #[command(flatten)]
    data: Data,
    /// The technician's account name, as in the configuration.
    #[arg(long, value_name = "NAME")]
    user: String,
    /// The address people reach the technician's desk at.
    #[arg(long, value_name = "URL", default_value = "http://127.0.0.1:8420")]
    url: Url,
}

/// Post a notice to everybody it concerns.
#[derive(Args, Debug)]
struct PostNotice {
    #[command(flatten)]
    data: Data,
    /// What is not working, in the words a teacher would use.
    #[arg(long, value_name = "WORDS")]
    title: String,
    /// How bad it is.
    #[arg(long, value_name = "KIND")]
    kind: Kind,
    /// A building or site it is about; repeat for several. Without it, everywhere.
    #[arg(long, value_name = "NAME")]
    place: Vec<String>,
    /// When it should be over, such as 2026-09-14T10:30:00-05:00.
    #[arg(long, value_name = "RFC3339")]
    back_by: Option<Timestamp>,
    /// When it begins; now where missing.
    #[arg(long, value_name = "RFC3339")]
    starts_at: Option<Timestamp>,
    /// Full name of the person on it.
    #[arg(long, value_name = "NAME")]
    owner: Option<String>,
    /// What people can do until then.
    #[arg(long, value_name = "WORDS")]
    meanwhile: Option<String>,
}

#[derive(Clone, Copy, ValueEnum, Debug)]
enum Kind {
    /// People cannot use it.
    Major,
    /// It works, badly.
    Degraded,
    /// Done on purpose.
    Planned,
}

impl From<Kind> for NoticeKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Major => Self::Major,
            Kind::Degraded => Self::Degraded,
            Kind::Planned => Self::Planned,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Cli::command().debug_assert();
    }

    #[test]
    fn a_certificate_without_its_key_is_refused() {
        let half = Cli::try_parse_from(["deskside-server", "serve", "--config", "c", "--data", "d", "--tls-cert", "cert.pem"]);

        assert_eq!(half.expect_err("refused").exit_code(), 2);
    }
}
