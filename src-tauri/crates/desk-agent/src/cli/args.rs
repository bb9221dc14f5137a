//! The command line of `deskside`, and its manual.

use crate::options::{Way, Where, seconds};
use clap::{Args, Parser, Subcommand};
use std::{path::PathBuf, time::Duration};

const MANUAL: &str = "\
Examples:
  deskside send --message 'The projector is on but the screen is blue.' --screenshot
  deskside send --message - --attach log.txt < words.txt
  deskside status
  deskside report --json | jq '.facts[] | select(.key == \"disk.free\")'
  deskside open requests
  deskside doctor
  deskside forget

Exit status:
  0  All of it was done.
  1  It was not done; the last line says why. Of `doctor`: something wants a look.
  2  The command line was not understood, or `doctor` found something wrong.
  3  What was to be sent is kept on this computer and has not reached the help desk yet.
  4  Deskside is not set up on this computer.

Files:
  /etc/deskside/policy.toml             what the district decided for this computer
  ~/.local/share/deskside               requests and drafts until they are sent
  ~/.local/state/deskside               logs, which hold no words of yours

Deskside never reads your files, passwords, or the sites you visit. Only the files you name with --attach are sent.";

const SEND_MANUAL: &str = "\
The words are on this computer's disk before anything is sent. Whatever happens then, they go out once: now, or by the agent in \
the tray as soon as the help desk answers. Pictures and files follow the words and never hold them up.

Exit status:
  0  The help desk has the words.
  1  Nothing was kept or sent; the last line says why.
  3  Kept on this computer, and not at the help desk yet.
  4  Deskside is not set up on this computer.";

const FORGET_MANUAL: &str = "\
For somebody who leaves a computer to others. Your requests stay at the help desk, and this computer does not know any more that they \
are yours: whoever uses Deskside here next, you too, begins with an empty list. Deskside must not be running.

Exit status:
  0  Nothing of yours is left here.
  1  Something is; the last line says why.";

const DOCTOR_MANUAL: &str = "\
Each line says ok, look or wrong, what was found, and under it what to do and whose task that is. It is for technicians, in English. \
It changes nothing on this computer or at the help desk, and prints no key, token or password.

Exit status:
  0  Everything is ok.
  1  Something wants a look.
  2  Something is wrong.";

/// Gets help from the people who look after this computer.
///
/// Everything the tray can do without a window can be done here, and nothing here needs a display.
#[derive(Parser, Clone, Debug)]
#[command(name = "deskside", version, after_long_help = MANUAL, max_term_width = 100, subcommand_required = true, arg_required_else_help = true)]
pub(crate) struct Deskside {
    #[command(subcommand)]
    pub(crate) command: Command,

    #[command(flatten)]
    pub(crate) place_of_things: Where,
}

/// What can be asked for.
#[derive(Subcommand, Clone, Debug)]
pub(crate) enum Command {
    /// Looks at policy, network, help desk, clock, keyring and disk, and says what is wrong
    #[command(after_long_help = DOCTOR_MANUAL)]
    Doctor {
        /// As JSON
        #[arg(long)]
        json: bool,
    },

    /// Removes everything of yours from this computer: your sign-in, drafts, pictures, what waits and the logs
    #[command(after_long_help = FORGET_MANUAL)]
    Forget {
        /// What has not reached the help desk too
        #[arg(long)]
        unsent: bool,
    },

    /// Shows the window, starting the agent where it is not running
    Open {
        /// Where in the window: help, requests, settings, or a deskside:// link
        #[arg(value_name = "PLACE", default_value = "help")]
        way: Way,
    },

    /// Prints what this computer says about itself, as it goes along with a request
    Report {
        /// As JSON, exactly as it would be sent
        #[arg(long)]
        json: bool,
    },

    /// Sends a request
    #[command(after_long_help = SEND_MANUAL)]
    Send(Send),

    /// Prints your requests, what still waits on this computer, and whether the help desk answers
    Status {
        /// As JSON
        #[arg(long)]
        json: bool,
    },
}

/// What is to be sent.
#[derive(Args, Clone, Debug)]
pub(crate) struct Send {
    /// What is going on, in your own words; `-` reads them from stdin
    #[arg(long, short, value_name = "TEXT")]
    pub(crate) message: String,

    /// A class is waiting: puts the request first
    #[arg(long)]
    pub(crate) class_waiting: bool,

    /// Takes a picture of all screens now and sends it along
    #[arg(long)]
    pub(crate) screenshot: bool,

    /// Sends a file along; can be given several times
    #[arg(long, value_name = "FILE")]
    pub(crate) attach: Vec<PathBuf>,

    /// Leaves out what this computer says about itself
    #[arg(long)]
    pub(crate) no_report: bool,

    /// Tries for so long to reach the help desk before leaving it to the agent
    #[arg(long, value_name = "SECONDS", default_value = "20", value_parser = seconds)]
    pub(crate) wait: Duration,
}
