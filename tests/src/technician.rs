//! The technician: a real browser on a screen of its own, signed in to the desk.

use crate::desktop::{Desktop, Parts};
use crate::webdriver::{Browser, WebDriver};
use anyhow::Result;

/// Long enough for the desk, and nobody's.
const PASSWORD: &str = "correct horse battery staple";

/// A technician at a screen.
#[derive(Debug)]
pub struct Technician {
    browser: Browser,
    url: String,
    _driver: WebDriver,
    _desktop: Desktop,
}

impl Technician {
    /// Sits down at a browser.
    ///
    /// # Errors
    /// When no browser starts.
    pub async fn sit_down(url: &str) -> Result<Self> {
        let desktop = Desktop::start(Parts::bare()).await?;
        let driver = WebDriver::for_a_browser(&desktop).await?;
        let browser = driver.open().await?;
        Ok(Self { browser, url: url.trim_end_matches('/').to_owned(), _driver: driver, _desktop: desktop })
    }

    /// Signs in by the one-time link, choosing a password.
    ///
    /// # Errors
    /// When the desk does not let them in.
    pub async fn sign_in(&self, link: &str) -> Result<()> {
        self.browser.go(link).await?;
        self.browser.find("#w-pass").await?.write(PASSWORD).await?;
        self.browser.find("form button[type=submit]").await?.click().await?;
        self.browser.find_where("main.pane h1", |text| text.contains("Queue")).await?;
        Ok(())
    }

    /// Opens the ticket with these words from the queue.
    ///
    /// # Errors
    /// When it is not in the queue.
    pub async fn open_ticket(&self, words: &str) -> Result<()> {
        self.browser.go(&format!("{}/queue", self.url)).await?;
        self.browser.find_where("table a.t", |text| text.contains(words)).await?.click().await?;
        self.browser.find("#reply").await?;
        Ok(())
    }

    /// Writes in the open ticket and presses a button under it.
    ///
    /// # Errors
    /// When the desk does not take it.
    pub async fn say(&self, words: &str, button: &str) -> Result<()> {
        self.browser.find("#reply").await?.write(words).await?;
        self.browser.press(button).await?;
        // The words are in the box as well, until the server has them.
        self.browser.find_where("li.msg", |text| text.contains(words)).await?;
        Ok(())
    }

    /// Posts an outage that stops people.
    ///
    /// # Errors
    /// When the desk does not take it.
    pub async fn post_outage(&self, title: &str, meanwhile: &str) -> Result<()> {
        self.browser.go(&format!("{}/outages/new", self.url)).await?;
        self.browser.find("#o-what").await?.write(title).await?;
        self.browser.find_where(".kinds label", |text| text.contains("Not working")).await?.click().await?;
        self.browser.find("#o-mean").await?.write(meanwhile).await?;
        self.browser.find("form button[type=submit]").await?.click().await?;
        Ok(())
    }

    /// Says that an outage is over.
    ///
    /// # Errors
    /// When the desk does not take it.
    pub async fn end_outage(&self, id: &str, words: &str) -> Result<()> {
        self.browser.go(&format!("{}/outages/{id}", self.url)).await?;
        self.browser.find("#u-body").await?.write(words).await?;
        self.browser.press("It’s back to normal").await
    }

    /// The page they look at.
    #[must_use]
    pub fn browser(&self) -> &Browser {
        &self.browser
    }
}
