//! `deskside-server revoke`: sign-ins that end at once, of a computer, a person, or everybody.

use super::{Data, run::print};
use crate::{
    Operator,
    store::{Named, Return, Whose},
};
use anyhow::{Context, bail};
use clap::Args;

const MANUAL: &str = "\
What ends:
  Every token of theirs, at once, with their live connections. On a computer that was lost, take --computer: whoever has it sees no
  request any more, those included that were sent from it.

What does not end:
  The enrolment key in the computers' policy. Whoever has it may enrol again, and Deskside does so by itself; what waits in its queue is
  sent then. The desk takes them for somebody new, who sees what they ask from then on; their earlier requests stay at the desk. With
  --known-again they are who they were: that is for sign-ins that may have been copied, on computers that are where they should be.
  With --keys no key or code made so far enrols any more: make a new one with `enrolment-key` and put it into the policy.

Exit status:
  0  done; without --yes: told what would be done
  1  not done; the reason is on stderr
  2  asked wrongly";

/// End sign-ins of a computer, a person or everybody; says what that would be until it is given --yes.
#[derive(Args, Debug)]
#[command(after_long_help = MANUAL)]
pub(super) struct Revoke {
    #[command(flatten)]
    data: Data,
    #[command(flatten)]
    whose: Asked,
    /// Let them be who they were when they enrol again.
    #[arg(long)]
    known_again: bool,
    /// Let no enrolment key or school code made so far enrol any more.
    #[arg(long)]
    keys: bool,
    /// Do it.
    #[arg(long)]
    yes: bool,
}

#[derive(Args, Debug)]
#[group(required = true, multiple = false)]
struct Asked {
    /// Of one computer, by host name, serial number, asset tag or id.
    #[arg(long, value_name = "WHICH")]
    computer: Option<String>,
    /// Of one person, by account name, e-mail address or id.
    #[arg(long, value_name = "WHO")]
    person: Option<String>,
    /// Of everybody.
    #[arg(long)]
    all: bool,
}

pub(super) async fn revoke(asked: Revoke) -> anyhow::Result<()> {
    let operator = asked.data.operator().await?;
    let (whose, in_words) = whose(&operator, &asked.whose).await?;
    let back = if asked.known_again { Return::AsBefore } else { Return::AsStranger };
    if asked.yes {
        let ended = operator.end_sign_ins(whose, back).await?;
        print(&format!("ended {ended} sign-ins of {in_words}"))?;
        if asked.keys {
            print(&format!("ended {} keys and codes", operator.end_keys().await?))?;
        }
    } else {
        print(&format!("would end {} sign-ins of {in_words}", operator.sign_ins(whose).await?))?;
        print("Nothing was changed. --yes does it.")?;
    }
    operator.close().await;
    Ok(())
}

async fn whose(operator: &Operator, asked: &Asked) -> anyhow::Result<(Whose, String)> {
    if let Some(which) = &asked.computer {
        let found = operator.computers_named(which).await?;
        return match found.as_slice() {
            [] => bail!("no computer is known here as {which:?}"),
            [one] => Ok((Whose::Computer(one.id.parse().context("reading an id")?), one.host_name.clone())),
            many => bail!("{which:?} is known more than once: name one by id{}", many.iter().map(line).collect::<String>()),
        };
    }
    if let Some(who) = &asked.person {
        let found = operator.people(who).await?;
        return match found.as_slice() {
            [] => bail!("nobody is known here as {who:?}"),
            [one] => Ok((Whose::Person(one.id), one.user_name.clone())),
            many => {
                let line = |one: &crate::store::Known| format!("\n  {}  {} on {}", one.id, one.user_name, one.computers.join(", "));
                bail!("{who:?} is known more than once: name one by id{}", many.iter().map(line).collect::<String>())
            }
        };
    }
    Ok((Whose::Everybody, "everybody".to_owned()))
}

fn line(one: &Named) -> String {
    let more = [&one.serial, &one.asset_tag].into_iter().flatten().map(|text| format!("  {text}")).collect::<String>();
    format!("\n  {}  {}{more}", one.id, one.host_name)
}
