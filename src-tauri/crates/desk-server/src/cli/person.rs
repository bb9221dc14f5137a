//! `deskside-server person`: all that is known of one person, written out or taken out.

use super::{Data, run::print};
use crate::{
    Operator,
    store::{Known, Tickets},
};
use anyhow::bail;
use clap::{Args, Subcommand};
use std::path::PathBuf;

const EXPORT_MANUAL: &str = "\
What is in it:
  data.json with the person's names, the computers they enrolled on, their requests with every message, rating and report, what they
  said \"Me too\" to, and who of the desk read or changed their requests; and under attachments/ their pictures and files as sent. The
  desk's internal notes only with --with-notes: your records rules say whether they belong in it. No token or password of anybody.

Exit status:
  0  the file is written
  1  it is not; the reason is on stderr
  2  asked wrongly";

const DELETE_MANUAL: &str = "\
What goes:
  Their names and address, their sign-in on every computer, every word, picture and report of their requests with the desk's answers
  and notes, their mails, and what they pressed. What is deleted is overwritten.

What stays:
  Of each request its number, dates, place, computer, technician and how it ended, so that a computer's history and the desk's counts
  stay true; with --remove-tickets nothing of it. An open one is set aside. The audit log keeps that it was read and changed, by number.
  A computer's name stays, also where somebody named it after the person. Backups and mails that were sent keep what was in them.
  Somebody who still uses Deskside on a computer enrols anew there.

Exit status:
  0  done; without --yes: told what would be done
  1  not done; the reason is on stderr
  2  asked wrongly";

/// Write out or delete all that is known of one person.
#[derive(Args, Debug)]
pub(super) struct Person {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand, Debug)]
enum What {
    Export(Export),
    Delete(Delete),
}

#[derive(Args, Debug)]
struct Whom {
    #[command(flatten)]
    data: Data,
    /// Their account name, e-mail address or id.
    #[arg(value_name = "WHO")]
    who: String,
    /// Everybody of that name or address: one person is known once for each account they enrolled from.
    #[arg(long)]
    all: bool,
}

/// Write all of one person's data into one ZIP file.
#[derive(Args, Debug)]
#[command(after_long_help = EXPORT_MANUAL)]
struct Export {
    #[command(flatten)]
    whom: Whom,
    /// The file to write, which may not be there yet.
    #[arg(long, value_name = "FILE", default_value = "person.zip")]
    out: PathBuf,
    /// With what the desk wrote for itself.
    #[arg(long)]
    with_notes: bool,
}

/// Delete one person's data; says what that would be until it is given --yes.
#[derive(Args, Debug)]
#[command(after_long_help = DELETE_MANUAL)]
struct Delete {
    #[command(flatten)]
    whom: Whom,
    /// Do it. There is no way back but a backup.
    #[arg(long)]
    yes: bool,
    /// Keep nothing of their requests.
    #[arg(long)]
    remove_tickets: bool,
}

pub(super) async fn person(asked: Person) -> anyhow::Result<()> {
    match asked.what {
        What::Export(asked) => export(asked).await,
        What::Delete(asked) => delete(asked).await,
    }
}

async fn export(asked: Export) -> anyhow::Result<()> {
    if asked.out.exists() {
        bail!("{} is there already: choose another name with --out", asked.out.display());
    }
    let (operator, people) = found(&asked.whom).await?;
    let requests: i64 = people.iter().map(|one| one.tickets).sum();
    operator.export_people(people, asked.with_notes, &asked.out).await?;
    operator.close().await;
    print(&format!("{}: {requests} requests", asked.out.display()))
}

async fn delete(asked: Delete) -> anyhow::Result<()> {
    let (operator, people) = found(&asked.whom).await?;
    let tickets = if asked.remove_tickets { Tickets::Removed } else { Tickets::Emptied };
    for one in &people {
        if asked.yes {
            operator.delete_person(one.id, tickets).await?;
        }
        print(&format!("{} {}", if asked.yes { "deleted" } else { "would delete" }, in_words(one)))?;
    }
    operator.close().await;
    print(if asked.yes {
        "Backups made until now still hold this data: let them go when your rules say so."
    } else {
        "Nothing was changed. --yes does it."
    })
}

/// Whom the command is about. More than one person only where that was asked for.
async fn found(whom: &Whom) -> anyhow::Result<(Operator, Vec<Known>)> {
    let operator = whom.data.operator().await?;
    let people = operator.people(&whom.who).await?;
    match people.as_slice() {
        [] => bail!("nobody is known here as {:?}", whom.who),
        [_, _, ..] if !whom.all => {
            let lines: Vec<String> = people.iter().map(|one| format!("\n  {}  {}", one.id, in_words(one))).collect();
            bail!("{:?} is known more than once: name one by id, or take --all of them{}", whom.who, lines.concat())
        }
        _ => Ok((operator, people)),
    }
}

fn in_words(one: &Known) -> String {
    let name = one.full_name.as_deref().map(|name| format!(" ({name})")).unwrap_or_default();
    let on = if one.computers.is_empty() { String::new() } else { format!(" on {}", one.computers.join(", ")) };
    format!("{}{name}{on}, {} requests, known since {}", one.user_name, one.tickets, one.known_since.strftime("%Y-%m-%d"))
}
