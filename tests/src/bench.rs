//! What Deskside costs and how long people wait for it, each figure beside what nobody can be faster than.
//!
//! The real programs, as they were built, on a virtual desktop and against a real server; the floors are programs of `tests/floors`, in
//! the same run. Figures are for comparing within one run on one machine.

mod floors;
mod process;
mod row;
mod sizes;
mod waits;

pub(crate) use floors::inserts;
pub use row::{Amount, Budget, Row};
pub use waits::pictures;

use crate::agent::AgentSetting;
use crate::desktop::{Desktop, Parts};
use crate::load::{self, Found, load};
use crate::programs::Programs;
use crate::server::Server;
use anyhow::{Context, Result};
use floors::{PEERS, Rest, floor_agent};
use std::path::{Path, PathBuf};
use std::time::Duration;

/// Enrolling and connecting is work: everything is asked once more five seconds after the connection stands, and what was asked over is
/// let go fifteen seconds after that. What is measured begins when all of it is over.
const SETTLES_IN: Duration = Duration::from_secs(30);
/// A display of today.
const UHD: (u16, u16) = (3840, 2160);

/// What is measured, and how thoroughly.
#[derive(Clone, Debug)]
pub struct Scope {
    /// Where the floors are built.
    pub floors: PathBuf,
    /// How often each wait is measured.
    pub rounds: usize,
    /// How long idle programs are watched, in seconds.
    pub idle_s: u64,
    /// How many agents are connected to one server.
    pub agents: usize,
}

/// Measures everything. `tell` hears each row as soon as it is known.
///
/// # Errors
/// When a program does not do what is to be measured.
pub async fn bench(programs: &Programs, scope: &Scope, mut tell: impl FnMut(Row)) -> Result<()> {
    on_a_desktop(programs, scope, &mut tell).await.context("on a desktop")?;
    of_the_screen(scope, &mut tell).await.context("of a screen")?;
    of_the_server(programs, scope, &mut tell).await.context("of a server")?;
    tell(sizes::of_programs(programs, &scope.floors)?);
    Ok(())
}

async fn on_a_desktop(programs: &Programs, scope: &Scope, tell: &mut impl FnMut(Row)) -> Result<()> {
    let desktop = Desktop::start(Parts::all()).await?;
    let server = Server::start(&programs.server, &desktop.folder().join("server")).await?;
    let setting = AgentSetting::new(programs, &desktop.folder().join("deskside"), &server.url()?, &server.enrolment_key()?)?;
    let floor = || floor_agent(&desktop, &scope.floors, &server.url()?);

    let icon = waits::to_icon(&desktop, scope.rounds, || setting.start(&desktop, "", 60)).await?;
    let bare = waits::to_icon(&desktop, scope.rounds, floor).await?;
    tell(Row::new("start to icon in the tray", icon, Budget::AtMost(50.0)).beside("its parts alone", bare));

    let text_box = waits::to_text_box(&desktop, &setting, scope.rounds).await?;
    let bare = floors::to_text_box(&desktop, &scope.floors, scope.rounds).await?;
    let within = Budget::AtMostAndOverFloor { most: 600.0, over: 150.0 };
    tell(Row::new("tray click to cursor in the text box", text_box, within).beside("a bare window", bare));

    let report = waits::of_program(|| setting.command_line(&desktop, &["report", "--json"]), scope.rounds)?;
    let mut row = Row::new("device report with network checks", report, Budget::AtMost(1_000.0));
    for peer in PEERS {
        row = row.beside(peer[0], waits::of_program(|| Ok(floors::peer(&desktop, peer)), scope.rounds.min(5))?);
    }
    tell(row);

    let kept = waits::to_kept(&desktop.folder().join("kept"), scope.rounds).await?;
    let insert = floors::insert(&scope.floors, &desktop.folder().join("floor-kept.sqlite3"))?;
    tell(Row::new("send to “kept” on disk", kept, Budget::AtMost(30.0)).beside("a bare insert", insert));

    at_rest(&desktop, &setting, floor()?, scope.idle_s, tell).await
}

/// The agent with nothing to do, enrolled and connected, beside a bare one.
async fn at_rest(
    desktop: &Desktop,
    setting: &AgentSetting,
    floor: crate::running::Running,
    seconds: u64,
    tell: &mut impl FnMut(Row),
) -> Result<()> {
    let agent = setting.start(desktop, "", 60)?;
    tokio::time::sleep(SETTLES_IN).await;
    let (ours, bare) = tokio::try_join!(Rest::of(agent.id(), seconds), Rest::of(floor.id(), seconds))?;
    let row = |what, of: fn(&Rest) -> Amount, budget| Row::new(what, of(&ours), budget).beside("its parts alone", of(&bare));
    tell(row("idle agent: resident", |rest| Amount::new(rest.resident_mib, "MiB"), Budget::AtMost(20.0)));
    tell(row("idle agent: private dirty", |rest| Amount::new(rest.private_dirty_mib, "MiB"), Budget::AtMost(5.0)));
    tell(row("idle agent: wake-ups", |rest| Amount::new(rest.wakes_a_minute, "a minute"), Budget::AtMost(4.0)));
    tell(row("idle agent: written to disk", |rest| Amount::new(rest.written_kib, "KiB"), Budget::AtMost(0.0)));
    Ok(())
}

/// In a process of its own, because a display is named by the environment.
async fn of_the_screen(scope: &Scope, tell: &mut impl FnMut(Row)) -> Result<()> {
    let desktop = Desktop::start(Parts { screen: Some(UHD), ..Parts::bare() }).await?;
    let rounds = scope.rounds.to_string();
    let me = std::env::current_exe().context("finding this program")?;
    let ours = desktop.output(&me.to_string_lossy(), &["--only-pictures", "--rounds", &rounds])?;
    let bare = desktop.output(&scope.floors.join("floor-picture").to_string_lossy(), &[&rounds])?;
    let row = Row::new("picture of 3840×2160, taken and encoded", row::amount_of_words(&ours)?, Budget::AtMost(100.0));
    tell(row.beside("shared memory and PNG alone", row::amount_of_words(&bare)?));
    Ok(())
}

async fn of_the_server(programs: &Programs, scope: &Scope, tell: &mut impl FnMut(Row)) -> Result<()> {
    let floors = Some(load::Floors { folder: scope.floors.clone() });
    let plan = load::Plan { agents: scope.agents, notices: 10, send_s: 10, floors };
    let Found { ours, floor, .. } = load(&plan, programs, |_, _| {}).await?;
    let floor = floor.context("the floors of the server")?;
    let a_second = |count| Amount::new(count, "a second");
    let row = Row::new("server: tickets, each on the disk", a_second(ours.tickets_a_second), Budget::AtLeastOfFloor(0.7));
    tell(row.beside("bare SQLite inserts", a_second(floor.inserts_a_second)));
    let kib = |kib| Amount::new(kib, "KiB");
    let row = Row::new("server: memory of a connected agent", kib(ours.agent_kib), Budget::AtMost(20.0));
    tell(row.beside("bare axum", kib(floor.agent_kib)));
    let row = Row::new("server: a notice to all agents", Amount::p99(&ours.notice), Budget::AtMost(1_000.0));
    tell(row.beside("bare axum", Amount::p99(&floor.notice)));
    Ok(())
}

/// The name of a program's file.
fn name(program: &Path) -> String {
    program.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
