//! Names from the user database, language from the environment.

use nix::unistd::{Uid, User};

/// Account name and full name.
pub(super) fn names() -> (String, Option<String>) {
    let uid = Uid::current();
    match User::from_uid(uid) {
        Ok(Some(user)) => (user.name, full_name(&user.gecos.to_string_lossy())),
        Ok(None) | Err(_) => (std::env::var("USER").unwrap_or_else(|_| uid.to_string()), None),
    }
}

/// The language people read messages in.
pub(super) fn locale() -> Option<String> {
    chosen(|name| std::env::var(name).ok())
}

/// The first of the comma-separated fields, as `chfn` writes them.
fn full_name(gecos: &str) -> Option<String> {
    let name = gecos.split(',').next().unwrap_or_default().trim();
    (!name.is_empty()).then(|| name.to_owned())
}

fn chosen(variable: impl Fn(&str) -> Option<String>) -> Option<String> {
    let value = ["LC_ALL", "LC_MESSAGES", "LANG"].into_iter().find_map(|name| variable(name).filter(|value| !value.is_empty()))?;
    let tag = value.split(['.', '@']).next().unwrap_or_default().replace('_', "-");
    (!matches!(tag.as_str(), "" | "C" | "POSIX")).then_some(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_full_name_is_the_first_field() {
        assert_eq!(full_name("Maria Diaz,B-204,4357,"), Some("Maria Diaz".to_owned()));
        assert_eq!(full_name(",,,"), None);
        assert_eq!(full_name(""), None);
    }

    #[test]
    fn the_stronger_variable_names_the_language() {
        let with = |pairs: &'static [(&str, &str)]| {
            chosen(|name| pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned()))
        };

        assert_eq!(with(&[("LANG", "en_US.UTF-8"), ("LC_MESSAGES", "es_MX.UTF-8")]), Some("es-MX".to_owned()));
        assert_eq!(with(&[("LANG", "en_US.UTF-8"), ("LC_ALL", "")]), Some("en-US".to_owned()));
        assert_eq!(with(&[("LANG", "ca_ES@valencia")]), Some("ca-ES".to_owned()));
        assert_eq!(with(&[("LANG", "en_US.UTF-8"), ("LC_ALL", "C.UTF-8")]), None);
        assert_eq!(with(&[]), None);
    }

    #[test]
    fn this_account_has_a_name() {
        let (name, _) = names();

        assert!(!name.is_empty());
    }
}
