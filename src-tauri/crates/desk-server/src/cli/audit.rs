//! `deskside-server audit`: who of the desk read or changed what.

use super::{Data, run::print};
use crate::store::{Line, Wanted};
use anyhow::Context;
use clap::Args;
use jiff::{Timestamp, civil::Date, tz::TimeZone};

const MANUAL: &str = "\
What is noted:
  Every ticket, picture and computer a technician opens, and the lists of tickets they look at; what one technician reads again within
  five minutes is one reading. Every change a technician makes, sign-ins, the commands that make keys, codes and links, and what the
  server removes or moves by itself. With each: who, when, what, which ticket and whose. Never what anybody wrote.

How long:
  Rows are only ever added. They go after [retention] audit_days of the configuration, at the earliest after 30 days.

Examples:
  deskside-server audit --data /var/lib/deskside --ticket 4101
  deskside-server audit --data /var/lib/deskside --person maria --since 2026-09-01
  deskside-server audit --data /var/lib/deskside --by devon --json | jq -r '.action' | sort | uniq -c

Exit status:
  0  printed, also where nothing fits
  1  could not be read; the reason is on stderr
  2  asked wrongly";

/// Print who read or changed what, oldest first.
///
/// A line says when (in this machine's time zone), who, what, the ticket's number, whose ticket it is, and what it was set to.
#[derive(Args, Debug)]
#[command(after_long_help = MANUAL)]
pub(super) struct Audit {
    #[command(flatten)]
    data: Data,
    /// From this day or moment on, such as 2026-09-01 or 2026-09-01T08:00:00-05:00.
    #[arg(long, value_name = "WHEN", value_parser = moment)]
    since: Option<Timestamp>,
    /// One ticket's, by number or id.
    #[arg(long, value_name = "TICKET")]
    ticket: Option<String>,
    /// Everything about one person's tickets, by account name, e-mail address or id.
    #[arg(long, value_name = "WHO")]
    person: Option<String>,
    /// What one technician did, by account name.
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    /// One JSON object a line.
    #[arg(long)]
    json: bool,
}

pub(super) async fn audit(asked: Audit) -> anyhow::Result<()> {
    let ticket = asked.ticket.map(|ticket| ticket.trim_start_matches('#').to_owned());
    let wanted = Wanted { since: asked.since, ticket, person: asked.person, by: asked.by };
    let operator = asked.data.operator().await?;
    let lines = operator.audit(&wanted).await?;
    operator.close().await;
    let zone = TimeZone::system();
    for line in &lines {
        let text = if asked.json { serde_json::to_string(line).context("writing JSON")? } else { in_words(line, &zone) };
        print(&text)?;
    }
    Ok(())
}

fn in_words(line: &Line, zone: &TimeZone) -> String {
    let at = line.at.to_zoned(zone.clone()).strftime("%Y-%m-%d %H:%M:%S");
    let action = serde_json::to_value(line.action).unwrap_or_default();
    let action = action.as_str().unwrap_or_default().replace('_', " ");
    let who = match line.by_kind.as_str() {
        "server" => "the server".to_owned(),
        "operator" => format!("{} (operator)", line.by),
        _ => line.by.clone(),
    };
    let mut text = format!("{at}  {who:<16}  {action:<20}");
    let more = [
        line.number.map(|number| format!("#{number}")),
        line.person.clone().or_else(|| line.person_id.clone()),
        line.detail.clone(),
        line.count.map(|count| format!("{count}")),
        line.thing_id.clone(),
    ];
    for part in more.into_iter().flatten() {
        text.push_str("  ");
        text.push_str(&part);
    }
    text.trim_end().to_owned()
}

fn moment(text: &str) -> Result<Timestamp, String> {
    if let Ok(at) = text.parse::<Timestamp>() {
        return Ok(at);
    }
    let day: Date = text.parse().map_err(|_| String::from("a day is written 2026-09-01, a moment 2026-09-01T08:00:00-05:00"))?;
    day.to_zoned(TimeZone::system()).map(|zoned| zoned.timestamp()).map_err(|error| error.to_string())
}
