//! The mail server and the addresses, as the configuration names them.

use crate::config::ConfigError;
use lettre::{Address, message::Mailbox};
use secrecy::SecretString;
use serde::Deserialize;
use std::{path::PathBuf, str::FromStr};

/// Where the password may stand, so that it is in no file.
const PASSWORD_VARIABLE: &str = "DESKSIDE_SMTP_PASSWORD";

/// `[mail]` in the configuration file.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct MailSettings {
    pub(crate) host: String,
    port: Option<u16>,
    #[serde(default)]
    pub(crate) tls: TlsMode,
    pub(crate) from: String,
    pub(crate) user: Option<String>,
    password_file: Option<PathBuf>,
    /// The help desk's own addresses, beside its people's.
    #[serde(default)]
    pub(crate) staff: Vec<String>,
    /// Domains requesters' addresses may be in; empty means any.
    #[serde(default)]
    pub(crate) requester_domains: Vec<String>,
}

/// How the way to the mail server is protected.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum TlsMode {
    /// Plain first, then TLS or nothing.
    #[default]
    Starttls,
    /// TLS from the first byte.
    Tls,
    /// Not at all.
    None,
}

/// Why mail cannot be sent as it is configured.
#[derive(Debug, thiserror::Error)]
pub(crate) enum MailError {
    #[error("reading mail.password_file")]
    Password(#[source] std::io::Error),
    #[error("mail.user is given without a password: set {PASSWORD_VARIABLE} or mail.password_file")]
    NoPassword,
    #[error("preparing TLS to the mail server")]
    Tls(#[source] lettre::transport::smtp::Error),
}

impl MailSettings {
    pub(crate) fn port(&self) -> u16 {
        let usual = match self.tls {
            TlsMode::Starttls => 587,
            TlsMode::Tls => 465,
            TlsMode::None => 25,
        };
        self.port.unwrap_or(usual)
    }

    /// Who mails come from.
    pub(crate) fn sender(&self) -> Result<Mailbox, ConfigError> {
        self.from.parse().map_err(|_| ConfigError::Value(format!("mail.from {:?} is no address", self.from)))
    }

    /// Whether every value makes sense.
    pub(crate) fn check(&self) -> Result<(), ConfigError> {
        self.sender()?;
        self.staff.iter().try_for_each(|one| address("mail.staff", one))?;
        let is_here = self.host == "localhost" || self.host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
        if self.tls == TlsMode::None && self.user.is_some() && !is_here {
            return Err(ConfigError::Value(
                "mail.tls \"none\" would show the password to everybody between: use \"starttls\" or \"tls\"".into(),
            ));
        }
        Ok(())
    }

    /// The password, from the environment or its file; none without a user.
    pub(crate) fn password(&self) -> Result<Option<SecretString>, MailError> {
        if self.user.is_none() {
            return Ok(None);
        }
        if let Ok(password) = std::env::var(PASSWORD_VARIABLE) {
            return Ok(Some(password.into()));
        }
        let file = self.password_file.as_ref().ok_or(MailError::NoPassword)?;
        let text = std::fs::read_to_string(file).map_err(MailError::Password)?;
        Ok(Some(text.trim_end_matches(['\r', '\n']).to_owned().into()))
    }

    /// Whether a requester's claimed address may be written to.
    pub(crate) fn may_write_to(&self, requester: &str) -> bool {
        let Ok(address) = Address::from_str(requester) else { return false };
        self.requester_domains.is_empty() || self.requester_domains.iter().any(|domain| domain.eq_ignore_ascii_case(address.domain()))
    }
}

/// Whether `text` is an address; `name` is the setting's.
pub(crate) fn address(name: &str, text: &str) -> Result<(), ConfigError> {
    Address::from_str(text).map(|_| ()).map_err(|_| ConfigError::Value(format!("{name} {text:?} is no address")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn settings(more: &str) -> MailSettings {
        toml::from_str(&format!("host = \"mail.example.org\"\nfrom = \"Help <help@example.org>\"\n{more}")).expect("parses")
    }

    #[test]
    fn a_password_does_not_leave_the_machine_in_the_open() {
        assert!(settings("tls = \"none\"\nuser = \"help\"").check().is_err());
        assert!(settings("tls = \"none\"").check().is_ok());
        assert!(settings("user = \"help\"").check().is_ok());
    }

    #[test]
    fn a_password_is_the_first_of_what_its_file_holds_and_in_no_debug_output() {
        let folder = tempfile::tempdir().expect("folder");
        let file = folder.path().join("password");
        std::fs::write(&file, "hunter2\n").expect("written");
        let settings = settings(&format!("user = \"help\"\npassword_file = {file:?}"));

        let password = settings.password().expect("read").expect("there is one");

        assert_eq!(secrecy::ExposeSecret::expose_secret(&password), "hunter2");
        assert!(!format!("{settings:?}{password:?}").contains("hunter2"));
    }

    #[test]
    fn only_addresses_of_the_school_are_written_to_where_it_says_so() {
        let school = settings("requester_domains = [\"cedarridge.example\"]");

        assert!(school.may_write_to("maria@CedarRidge.example") && !school.may_write_to("maria@evil.example"));
        assert!(!school.may_write_to("maria") && settings("").may_write_to("maria@evil.example"));
    }
}
