//! One element of a page.

use super::Browser;
use anyhow::{Context, Result};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::time::timeout;

/// How long the engine may take to say that it has clicked.
const ANSWER: Duration = Duration::from_secs(5);

/// The key by which WebDriver names an element.
const KEY: &str = "element-6066-11e4-a52e-4f735466cecf";

/// One element of a page.
#[derive(Clone, Debug)]
pub struct Element {
    browser: Browser,
    name: String,
}

impl Element {
    pub(crate) fn named(browser: &Browser, element: &Value) -> Result<Self> {
        let name = element[KEY].as_str().context("an element has a name")?.to_owned();
        Ok(Self { browser: browser.clone(), name })
    }

    /// Clicks it.
    ///
    /// # Errors
    /// When it is gone or covered.
    pub async fn click(&self) -> Result<()> {
        self.browser.stir().await?;
        // The driver looks at where the element is before its own scrolling is done.
        let scroll = "arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })";
        self.browser.post("execute/sync", &json!({ "script": scroll, "args": [{ KEY: self.name }] })).await?;
        // A click that hides the page, such as one on Close, is never answered: what it did is for the test to look at.
        timeout(ANSWER, self.browser.post(&self.path("click"), &json!({}))).await.map_or(Ok(()), |answer| answer.map(drop))
    }

    /// Types into it.
    ///
    /// # Errors
    /// When it is gone or takes no keys.
    pub async fn write(&self, text: &str) -> Result<()> {
        self.browser.post(&self.path("value"), &json!({ "text": text })).await?;
        Ok(())
    }

    /// What can be read in it.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn text(&self) -> Result<String> {
        Ok(self.browser.get(&self.path("text")).await?.as_str().unwrap_or_default().to_owned())
    }

    /// A property of it, such as `value` or `naturalWidth`.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn property(&self, name: &str) -> Result<Value> {
        self.browser.get(&self.path(&format!("property/{name}"))).await
    }

    /// Whether it can be seen.
    ///
    /// # Errors
    /// When it is gone.
    pub async fn is_shown(&self) -> Result<bool> {
        Ok(self.browser.get(&self.path("displayed")).await?.as_bool().unwrap_or(false))
    }

    fn path(&self, what: &str) -> String {
        format!("element/{}/{what}", self.name)
    }
}
