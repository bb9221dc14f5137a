//! From the text of a policy to its values and its problems.

use super::{Hotkey, Policy, PolicyProblem, TestingTime};
use secrecy::SecretString;
use toml::{Table, Value};
use url::{Host, Url};

/// What `text` says.
pub(crate) fn policy(text: &str) -> (Policy, Vec<PolicyProblem>) {
    let table = match text.parse::<Table>() {
        Ok(table) => table,
        Err(error) => {
            let line = error.span().map_or(1, |span| text.get(..span.start).unwrap_or(text).matches('\n').count() + 1);
            return (Policy::default(), vec![PolicyProblem::NotToml { line, why: error.message().to_owned() }]);
        }
    };

    let mut keys = Keys { table, problems: Vec::new() };
    let policy = Policy {
        server: keys.take("server", server),
        enrolment_key: keys.take("enrolment_key", |value| words(value).map(SecretString::from)),
        site: keys.take("site", words),
        building: keys.take("building", words),
        room: keys.take("room", words),
        asset_tag: keys.take("asset_tag", words),
        phone: keys.take("phone", words),
        language: keys.take("language", language),
        allow_quit: keys.take("allow_quit", yes_or_no),
        picture_allowed: keys.take("picture_allowed", yes_or_no),
        quiet_while_presenting: keys.take("quiet_while_presenting", yes_or_no),
        outages_while_presenting: keys.take("outages_while_presenting", yes_or_no),
        testing_times: keys.take("testing_times", |value| list(value, testing_time)),
        test_browsers: keys.take("test_browsers", |value| list(value, words)),
        hotkey: keys.take("hotkey", hotkey),
    };
    keys.report_unknown();
    (policy, keys.problems)
}

struct Keys {
    table: Table,
    problems: Vec<PolicyProblem>,
}

impl Keys {
    fn take<T>(&mut self, key: &'static str, read: impl FnOnce(Value) -> Result<T, String>) -> Option<T> {
        let value = self.table.remove(key)?;
        read(value).map_err(|why| self.problems.push(PolicyProblem::BadValue { key, why })).ok()
    }

    fn report_unknown(&mut self) {
        let unknown = self.table.keys().map(|key| PolicyProblem::UnknownKey { key: key.clone() });
        self.problems.extend(unknown);
    }
}

fn words(value: Value) -> Result<String, String> {
    let Value::String(text) = value else {
        return Err(format!("it has to be text in quotation marks, not {}", kind(&value)));
    };
    let trimmed = text.trim();
    if trimmed.is_empty() {
        return Err("it is empty".to_owned());
    }
    if trimmed.chars().any(char::is_control) {
        return Err("it has to be a single line".to_owned());
    }
    Ok(trimmed.to_owned())
}

fn server(value: Value) -> Result<Url, String> {
    let url = words(value)?.parse::<Url>().map_err(|error| format!("it is not an address: {error}"))?;
    let is_here = match url.host() {
        Some(Host::Domain(name)) => name == "localhost",
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => return Err("it has to name a host".to_owned()),
    };
    if !url.username().is_empty() || url.password().is_some() {
        return Err("it may not carry a name or a password".to_owned());
    }
    match url.scheme() {
        "https" => Ok(url),
        "http" if is_here => Ok(url),
        "http" => Err("it has to begin with https://".to_owned()),
        other => Err(format!("it has to begin with https://, not {other}:")),
    }
}

fn language(value: Value) -> Result<String, String> {
    let tag = words(value)?;
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let is_tag = (2..=3).contains(&primary.len())
        && primary.bytes().all(|byte| byte.is_ascii_alphabetic())
        && parts.all(|part| (2..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    if is_tag { Ok(tag) } else { Err("it has to be a language tag such as \"es\" or \"es-MX\"".to_owned()) }
}

#[expect(clippy::needless_pass_by_value, reason = "every reader of a key takes the value it read")]
fn yes_or_no(value: Value) -> Result<bool, String> {
    value.as_bool().ok_or_else(|| format!("it has to be true or false, not {}", kind(&value)))
}

/// All of a list, or what is wrong with the first that is wrong.
fn list<T>(value: Value, read: fn(Value) -> Result<T, String>) -> Result<Vec<T>, String> {
    let Value::Array(values) = value else { return Err(format!("it has to be a list in square brackets, not {}", kind(&value))) };
    values.into_iter().map(read).collect()
}

/// An interval by ISO 8601, such as `2026-05-04T08:00/2026-05-04T11:30`.
fn testing_time(value: Value) -> Result<TestingTime, String> {
    const SHAPE: &str = "each time has to look like \"2026-05-04T08:00/2026-05-04T11:30\"";
    let text = words(value)?;
    let (from, until) = text.split_once('/').ok_or(SHAPE)?;
    let (Ok(from), Ok(until)) = (from.trim().parse(), until.trim().parse()) else { return Err(SHAPE.to_owned()) };
    if from < until { Ok(TestingTime { from, until }) } else { Err("a time ends before it begins".to_owned()) }
}

#[expect(clippy::needless_pass_by_value, reason = "every reader of a key takes the value it read")]
fn hotkey(value: Value) -> Result<Hotkey, String> {
    let text = value.as_str().ok_or_else(|| format!("it has to be text in quotation marks, not {}", kind(&value)))?;
    text.parse::<Hotkey>().map_err(str::to_owned)
}

fn kind(value: &Value) -> &'static str {
    match value {
        Value::String(_) => "text",
        Value::Integer(_) | Value::Float(_) => "a number",
        Value::Boolean(_) => "true or false",
        Value::Datetime(_) => "a date",
        Value::Array(_) => "a list",
        Value::Table(_) => "a table",
    }
}
