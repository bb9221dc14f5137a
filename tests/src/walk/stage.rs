//! What the walk takes place on: a server, a teacher's desktop with the agent in its tray, and later a technician.

use crate::agent::AgentSetting;
use crate::desktop::{Desktop, Parts};
use crate::pattern::Pattern;
use crate::programs::Programs;
use crate::running::Running;
use crate::server::Server;
use crate::technician::Technician;
use crate::waiting::until;
use crate::webdriver::{Browser, WebDriver, free_port};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

/// Long enough that the window stays for the whole walk.
const LINGER_S: u32 = 60;
/// How long the welcome may take to be drawn.
const PATIENCE: Duration = Duration::from_secs(20);

/// How the first toast begins.
pub const WELCOME: &str = "Hi. We’re right here.";

/// Everything that is running.
#[derive(Debug)]
pub struct Stage {
    /// The teacher's window, once it was opened.
    pub window: Option<Browser>,
    /// The technician, once they sat down.
    pub technician: Option<Technician>,
    driver: Option<WebDriver>,
    inspector: String,
    /// The tray agent.
    pub agent: Running,
    /// What it was started with.
    pub setting: AgentSetting,
    /// The random pixels on the teacher's screen.
    pub pattern: Pattern,
    /// The teacher's desktop.
    pub desktop: Desktop,
    /// The help desk.
    pub server: Server,
    pictures: PathBuf,
    taken: usize,
    axe: Option<String>,
    barriers: Vec<String>,
    since: Instant,
}

impl Stage {
    /// Starts the server and the agent, with a pattern on the screen.
    ///
    /// # Errors
    /// When a part does not come up.
    pub async fn set(programs: &Programs, pictures: &Path, axe: Option<&str>, tell: &mut impl FnMut(&str, Duration)) -> Result<Self> {
        let since = Instant::now();
        let _ = fs::remove_dir_all(pictures);
        fs::create_dir_all(pictures).with_context(|| format!("making {}", pictures.display()))?;
        let desktop = Desktop::start(Parts::all()).await?;
        let pattern = Pattern::paint(desktop.display())?;
        tell("A desktop with a tray, toasts and a keyring", since.elapsed());

        let since = Instant::now();
        let server = Server::start(&programs.server, &desktop.folder().join("server")).await?;
        tell("The help desk of Cedar Ridge Schools, with an empty database", since.elapsed());

        let since = Instant::now();
        let setting = AgentSetting::new(programs, &desktop.folder().join("deskside"), &server.url()?, &server.enrolment_key()?)?;
        let inspector = format!("127.0.0.1:{}", free_port()?);
        let agent = setting.start(&desktop, &inspector, LINGER_S)?;
        desktop.tray().wait_for_item().await.with_context(|| agent.said())?;
        let mut stage = Self {
            window: None,
            technician: None,
            driver: None,
            inspector,
            agent,
            setting,
            pattern,
            desktop,
            server,
            pictures: pictures.to_owned(),
            taken: 0,
            axe: axe.map(str::to_owned),
            barriers: Vec::new(),
            since,
        };
        stage.done("The bell is in the tray", tell);
        stage.welcomed().await?;
        stage.done("A toast says where it is", tell);
        Ok(stage)
    }

    /// The first toast of an account, read and put away.
    async fn welcomed(&mut self) -> Result<()> {
        let toasts = self.desktop.toasts();
        toasts.wait_for("the bell", |toast| toast.title == WELCOME).await.with_context(|| self.agent.said())?;
        let drawn = async || toasts.on_screen(&self.desktop).ok().filter(|count| *count > 0);
        until("the toast on the screen", PATIENCE, drawn).await?;
        toasts.close_all(&self.desktop)
    }

    /// Ends the agent and its window, and starts it anew as it is set up now.
    ///
    /// # Errors
    /// When it does not come up.
    pub async fn start_agent_again(&mut self) -> Result<()> {
        self.agent.stop();
        (self.window, self.driver) = (None, None);
        self.inspector = format!("127.0.0.1:{}", free_port()?);
        self.agent = self.setting.start(&self.desktop, &self.inspector, LINGER_S)?;
        self.desktop.tray().wait_for_item().await.with_context(|| self.agent.said())
    }

    /// Ends a step and begins the next.
    pub(crate) fn done(&mut self, step: &str, tell: &mut impl FnMut(&str, Duration)) {
        tell(step, self.since.elapsed());
        self.since = Instant::now();
    }

    /// Holds when axe found nothing on any screen.
    pub(crate) fn no_barriers(&self) -> Result<()> {
        ensure!(self.barriers.is_empty(), "barriers:\n{}", self.barriers.join("\n"));
        Ok(())
    }

    /// The teacher's window, as soon as there is one.
    ///
    /// # Errors
    /// When none comes.
    pub async fn window(&mut self) -> Result<Browser> {
        if let Some(window) = &self.window {
            return Ok(window.clone());
        }
        let driver = WebDriver::for_a_window(&self.desktop, &self.inspector).await?;
        let window = driver.open_when_there().await.with_context(|| format!("the agent says: {}", self.agent.said()))?;
        self.driver = Some(driver);
        Ok(self.window.insert(window).clone())
    }

    /// Keeps a picture of a page, light and dark, and what axe finds wrong with either.
    pub(crate) async fn keep(&mut self, name: &str, page: &Browser) -> Result<()> {
        self.taken += 1;
        for theme in ["light", "dark"] {
            // Colours fade from one theme to the other, and are not to be judged half way.
            let set =
                format!("document.documentElement.dataset.theme = '{theme}'; document.getAnimations().forEach(fade => fade.finish())");
            page.run(&set).await?;
            if let Some(axe) = &self.axe {
                let found = page.barriers(axe).await?;
                self.barriers.extend(found.into_iter().map(|barrier| format!("{name}, {theme}: {barrier}")));
            }
            self.write(&format!("{name}-{theme}"), &page.picture().await?)?;
        }
        page.run("delete document.documentElement.dataset.theme").await?;
        Ok(())
    }

    /// Keeps a picture of the teacher's whole screen.
    pub(crate) fn keep_screen(&mut self, name: &str) -> Result<()> {
        let picture = self.desktop.picture()?;
        self.keep_picture(name, &picture)
    }

    /// Keeps a picture.
    pub(crate) fn keep_picture(&mut self, name: &str, png: &[u8]) -> Result<()> {
        self.taken += 1;
        self.write(name, png)
    }

    fn write(&self, name: &str, png: &[u8]) -> Result<()> {
        let path = self.pictures.join(format!("{:02}-{name}.png", self.taken));
        fs::write(&path, png).with_context(|| format!("writing {}", path.display()))
    }
}
