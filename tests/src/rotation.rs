//! No sign-in is lost: a client is killed, its line cut or the server killed at every step of the rotation of its token, and in the end
//! the server's database says whether anything was revoked, or enrolled a second time.

mod line;

use crate::chance::Chance;
use crate::programs::Programs;
use crate::torture::{School, Setting};
use anyhow::{Context, Result, ensure};
use line::Line;
use std::fmt;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;
use tokio::process::{Child, Command};

/// How far a rotation is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Step {
    /// The line stands.
    Connected,
    /// Half of the old token is on its way.
    HalfAsked,
    /// The server has it whole.
    Asked,
    /// The server has answered, and none of it has arrived.
    Answered,
    /// Half of the new token has.
    HalfHeard,
    /// All of it has, and it is just being kept.
    Heard,
    /// It is used for the first time.
    Used,
}

const STEPS: [Step; 7] = [Step::Connected, Step::HalfAsked, Step::Asked, Step::Answered, Step::HalfHeard, Step::Heard, Step::Used];

/// What strikes there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Blow {
    LineCut,
    ClientKilled,
    ServerKilled,
}

/// How soon after the answer a client is killed at the latest: until well after it has kept the token.
const WHILE_KEEPING: Duration = Duration::from_millis(6);
/// How long a client may take to sign in and ask.
const PATIENCE: Duration = Duration::from_secs(60);
/// One start in so many is not disturbed, so that blows follow on each other too.
const UNDISTURBED: u64 = 3;

/// What became of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Rotations {
    /// Rotations that were struck.
    pub struck: usize,
    /// Lines that were cut, clients and servers that were killed.
    pub blows: [usize; 3],
    /// Starts that nothing disturbed and that did not come in; none should be.
    pub lost: usize,
    /// Enrolments of this one person; one is right.
    pub enrolments: i64,
    /// Enrolments that were revoked; none should be.
    pub revoked: i64,
}

impl Rotations {
    /// Whether no sign-in was lost.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        (self.lost, self.enrolments, self.revoked) == (0, 1, 0)
    }
}

impl fmt::Display for Rotations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [cut, killed, servers] = self.blows;
        let Self { struck, lost, enrolments, revoked, .. } = self;
        writeln!(f, "{struck} rotations struck: {cut} lines cut, {killed} clients and {servers} servers killed")?;
        writeln!(f, "{lost} sign-ins lost, {revoked} revoked, {enrolments} enrolled where 1 is right")
    }
}

/// Strikes so many rotations, each at a step by chance. `tell` hears how many it were so far.
///
/// # Errors
/// When something could not be started.
pub async fn rotate(times: usize, mut chance: Chance, programs: &Programs, mut tell: impl FnMut(usize)) -> Result<Rotations> {
    let folder = tempfile::Builder::new().prefix("deskside-rotation-").tempdir().context("making a folder")?;
    let mut school = School::open(programs, folder.path()).await?;
    let setting = school.setting(programs, folder.path())?;
    let mut line = Line::to(&setting.server).await?;
    let mut rotations = Rotations::default();
    ensure!(ended(&mut client(&setting, &line)?).await?.success(), "the first sign-in came to nothing");

    while rotations.struck < times {
        let step = STEPS[rotations.struck % STEPS.len()];
        let blow = match chance.below(8) {
            0 => Blow::ServerKilled,
            1..4 => Blow::LineCut,
            _ => Blow::ClientKilled,
        };
        line.strikes_at(step);
        let mut process = client(&setting, &line)?;
        let struck = tokio::time::timeout(PATIENCE, line.struck()).await.context("no rotation came to its step")??;
        if step == Step::Heard {
            tokio::time::sleep(chance.moment(WHILE_KEEPING)).await;
        }
        match blow {
            Blow::LineCut => {}
            Blow::ClientKilled => process.kill().await.context("killing a client")?,
            Blow::ServerKilled => school.server().kill(),
        }
        drop(struck);
        ended(&mut process).await?;
        if blow == Blow::ServerKilled {
            school.server().start_again().await?;
        }
        rotations.struck += 1;
        rotations.blows[blow as usize] += 1;
        tell(rotations.struck);
        if chance.one_in(UNDISTURBED) || rotations.struck == times {
            rotations.lost += usize::from(!ended(&mut client(&setting, &line)?).await?.success());
        }
    }
    let mut desk = setting.desk().await?;
    let counted = sqlx::query_as("SELECT count(*), count(revoked_at) FROM enrolments").fetch_one(&mut desk).await;
    (rotations.enrolments, rotations.revoked) = counted.context("counting enrolments")?;
    Ok(rotations)
}

/// The real client on the other end of `line`: it signs in by what its keyring holds, asks, and ends.
fn client(setting: &Setting, line: &Line) -> Result<Child> {
    let log = std::fs::File::options().create(true).append(true).open(setting.folder.join("client.log")).context("opening a log")?;
    let mut command = Command::new(setting.program());
    command.args(["sign-in", "--person", "maria", "--server", line.url()]).arg("--folder").arg(&setting.folder);
    command.env("DESKSIDE_TORTURE_KEY", setting.key()).stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).kill_on_drop(true);
    command.spawn().context("starting a client")
}

async fn ended(process: &mut Child) -> Result<ExitStatus> {
    tokio::time::timeout(PATIENCE, process.wait()).await.context("a client did not end")?.context("waiting for a client")
}
