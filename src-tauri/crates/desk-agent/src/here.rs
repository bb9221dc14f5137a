//! What both programs find out first: where this is, whose it is, and what the district decided for it.

use crate::{options::Where, system::THIS_OS};
use desk_engine::Settings;
use desk_platform::{Account, Connection, Keyring, Loaded, Paths, PathsError, Policy};
use desk_view::words::{Language, Words};
use jiff::tz::TimeZone;
use std::fmt;
use url::Url;

/// This computer, this account and this installation.
pub(crate) struct Here {
    pub(crate) paths: Paths,
    pub(crate) policy: Loaded,
    pub(crate) account: Account,
    pub(crate) keyring: Keyring,
    /// The host name.
    pub(crate) computer: String,
    /// What a person set this computer up with.
    connection: Option<Connection>,
}

impl fmt::Debug for Here {
    /// Leaves out who and where.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Here")
    }
}

impl Here {
    /// Looks around, and makes the folders where they are missing.
    ///
    /// # Errors
    /// When there is no place for files.
    pub(crate) fn find(at: &Where) -> Result<Self, PathsError> {
        let here = Self::look(at)?;
        here.paths.make()?;
        Ok(here)
    }

    /// Looks around and makes nothing.
    ///
    /// # Errors
    /// When the account has no home.
    pub(crate) fn look(at: &Where) -> Result<Self, PathsError> {
        let paths = Paths::named(at.data.clone())?;
        Ok(Self {
            connection: Connection::load(&paths),
            paths,
            policy: Policy::load(at.policy.as_deref()),
            account: Account::current(),
            keyring: Keyring::open(&at.keyring_label),
            computer: gethostname::gethostname().to_string_lossy().into_owned(),
        })
    }

    /// Where the help desk answers: by policy, else as a person set it up.
    pub(crate) fn server(&self) -> Option<Url> {
        let typed = self.connection.as_ref().and_then(|connection| connection.server.as_ref());
        self.policy.policy.server.as_ref().or(typed).cloned()
    }

    /// The room: as a person typed it where this computer was set up by hand, else by policy.
    pub(crate) fn room(&self) -> Option<String> {
        let policy = &self.policy.policy;
        let typed = self.connection.as_ref().filter(|_| policy.enrolment_key.is_none()).and_then(|connection| connection.room.as_ref());
        typed.or(policy.room.as_ref()).cloned()
    }

    /// What the policy chose, else the session's language.
    pub(crate) fn language(&self) -> Language {
        let chosen = self.policy.policy.language.as_deref().or(self.account.locale.as_deref());
        chosen.map(Language::nearest).unwrap_or_default()
    }

    /// The words of that language.
    pub(crate) fn words(&self) -> Words {
        Words::of(self.language())
    }

    /// What the engine is told of all this.
    pub(crate) fn settings(&self) -> Settings {
        let policy = &self.policy.policy;
        let mut settings = Settings::new(self.computer.clone(), THIS_OS);
        // Some accounts carry their own name where a person's should be; nobody is greeted by that.
        let full_name = self.account.full_name.as_deref().filter(|name| *name != self.account.user_name);
        settings.first_name = full_name.and_then(first_name);
        settings.language = self.language();
        settings.language_is_decided = policy.language.is_some();
        settings.time_zone = TimeZone::system();
        settings.asset_tag.clone_from(&policy.asset_tag);
        settings.room = self.room();
        settings.building.clone_from(&policy.building);
        settings.phone.clone_from(&policy.phone);
        settings.version = env!("CARGO_PKG_VERSION").to_owned();
        settings.has_desk = self.server().is_some();
        settings.desk_is_decided = policy.server.is_some();
        settings.joins_by_code = policy.enrolment_key.is_none();
        settings.places = [&policy.site, &policy.building, &settings.room].into_iter().flatten().cloned().collect();
        settings.quiet_is_decided = policy.quiet_while_presenting.is_some();
        settings.pictures_allowed = policy.picture_allowed != Some(false);
        settings.outages_while_presenting = policy.outages_while_presenting.unwrap_or(false);
        settings.may_quit = policy.allow_quit.unwrap_or(true);
        settings
    }

    /// Says in the log what of the policy does not hold.
    pub(crate) fn log_policy(&self) {
        tracing::info!(policy.source = %self.policy.source, "the policy was read");
        for problem in &self.policy.problems {
            tracing::warn!(%problem, "a part of the policy does not hold");
        }
    }
}

/// "Maria" of "Maria Diaz" and of "Diaz, Maria".
fn first_name(full_name: &str) -> Option<String> {
    let given = full_name.split_once(',').map_or(full_name, |(_, given)| given);
    given.split_whitespace().next().map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_name_is_found_in_either_order() {
        assert_eq!(first_name("Maria Diaz").as_deref(), Some("Maria"));
        assert_eq!(first_name("Diaz, Maria Elena").as_deref(), Some("Maria"));
        assert_eq!(first_name("  "), None);
    }
}
