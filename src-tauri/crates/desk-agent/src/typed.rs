//! What a person types to set a computer up: `CRDK-77TL`, or the desk's address before it, as in `help.example.org/CRDK-77TL`.

use desk_view::SetupTrouble;
use secrecy::SecretString;
use url::Url;

/// How many letters and numbers a school code has.
const CODE: usize = 8;

/// The desk and the code that were typed. The district's own address comes before a typed one.
///
/// # Errors
/// When there is no address, or nothing that could be a code.
pub(crate) fn typed(text: &str, decided: Option<&Url>) -> Result<(Url, SecretString), SetupTrouble> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (address, code) = text.trim_end_matches('/').rsplit_once('/').map_or((None, text.as_str()), |(a, code)| (Some(a), code));
    let code = school_code(code).ok_or(SetupTrouble::UnknownCode)?;
    let server = match (decided, address) {
        (Some(decided), _) => decided.clone(),
        (None, Some(address)) => as_url(address).ok_or(SetupTrouble::NoAddress)?,
        (None, None) => return Err(SetupTrouble::NoAddress),
    };
    Ok((server, code))
}

fn school_code(text: &str) -> Option<SecretString> {
    let code: String = text.chars().filter(|c| *c != '-').map(|c| c.to_ascii_uppercase()).collect();
    (code.len() == CODE && code.bytes().all(|byte| byte.is_ascii_alphanumeric())).then(|| code.into())
}

/// People leave `https://` away.
fn as_url(address: &str) -> Option<Url> {
    let url = if address.contains("://") { Url::parse(address) } else { Url::parse(&format!("https://{address}")) };
    url.ok().filter(|url| url.has_host())
}

#[cfg(test)]
mod tests {
    use super::*;
    use secrecy::ExposeSecret;

    fn read(text: &str, decided: Option<&str>) -> Result<(String, String), SetupTrouble> {
        let decided: Option<Url> = decided.map(|url| url.parse().unwrap());
        typed(text, decided.as_ref()).map(|(server, code)| (server.to_string(), code.expose_secret().to_owned()))
    }

    #[test]
    fn an_address_and_a_code_may_be_typed_in_any_way() {
        let expected = Ok(("https://help.cedarridge.example/".to_owned(), "CRDK77TL".to_owned()));
        for text in [
            "help.cedarridge.example/CRDK-77TL",
            "https://help.cedarridge.example/CRDK-77TL",
            " help.cedarridge.example / crdk 77tl ",
            "HELP.cedarridge.example/crdk77tl/",
        ] {
            assert_eq!(read(text, None), expected, "{text}");
        }
        assert_eq!(read("school.example/desk/CRDK-77TL", None).unwrap().0, "https://school.example/desk");
    }

    #[test]
    fn where_the_district_gives_the_address_the_code_is_enough_and_no_other_address_counts() {
        for text in ["crdk-77tl", "evil.example/CRDK-77TL"] {
            assert_eq!(read(text, Some("https://help.example/")), Ok(("https://help.example/".to_owned(), "CRDK77TL".to_owned())));
        }
    }

    #[test]
    fn what_is_no_code_and_what_has_no_address_is_said_apart() {
        assert_eq!(read("CRDK-77TL", None), Err(SetupTrouble::NoAddress));
        assert_eq!(read("/CRDK-77TL", None), Err(SetupTrouble::NoAddress));
        for text in ["", "help.example", "help.example/", "help.example/short", "help.example/ÄRDK-77T"] {
            assert_eq!(read(text, None), Err(SetupTrouble::UnknownCode), "{text}");
        }
    }
}
