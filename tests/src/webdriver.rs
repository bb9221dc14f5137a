//! A browser engine's remote control: WebKitWebDriver over plain HTTP, for the agent's window and for a technician's browser.

mod element;

pub use element::Element;

use crate::desktop::Desktop;
use crate::running::Running;
use crate::waiting::until;
use anyhow::{Context, Result, bail};
use base64::Engine;
use serde_json::{Value, json};
use std::time::Duration;

/// How long something may take to appear on a page.
const PATIENCE: Duration = Duration::from_secs(20);

/// A driver that waits for something to drive.
#[derive(Debug)]
pub struct WebDriver {
    base: String,
    http: reqwest::Client,
    _running: Running,
}

/// A page under control, in the agent's window or in a browser. Left alone, not closed, when dropped.
#[derive(Clone, Debug)]
pub struct Browser {
    session: String,
    http: reqwest::Client,
}

impl WebDriver {
    /// A driver that starts a browser of its own on `desktop`.
    ///
    /// # Errors
    /// When the driver does not come up.
    pub async fn for_a_browser(desktop: &Desktop) -> Result<Self> {
        Self::start(desktop, &[]).await
    }

    /// A driver that attaches to a window whose inspector listens on `inspector`, such as `127.0.0.1:5555`.
    ///
    /// # Errors
    /// When the driver does not come up.
    pub async fn for_a_window(desktop: &Desktop, inspector: &str) -> Result<Self> {
        Self::start(desktop, &[&format!("--target={inspector}")]).await
    }

    async fn start(desktop: &Desktop, arguments: &[&str]) -> Result<Self> {
        let port = free_port()?;
        let mut command = desktop.command("WebKitWebDriver");
        command.arg(format!("--port={port}")).args(arguments);
        let running = Running::start(&mut command, &desktop.log(&format!("webdriver-{port}")))?;
        let base = format!("http://127.0.0.1:{port}");
        let http = http()?;
        until("WebKitWebDriver", PATIENCE, async || http.get(format!("{base}/status")).send().await.ok()).await?;
        Ok(Self { base, http, _running: running })
    }

    /// Takes control of the page that is there, or of a new browser.
    ///
    /// # Errors
    /// When there is no page.
    pub async fn open(&self) -> Result<Browser> {
        let wanted = json!({"capabilities": {"alwaysMatch": {}}});
        let opened = ask(self.http.post(format!("{}/session", self.base)).json(&wanted)).await.context("opening a session")?;
        let id = opened["sessionId"].as_str().context("the session has a name")?;
        Ok(Browser { session: format!("{}/session/{id}", self.base), http: self.http.clone() })
    }

    /// Takes control of the page as soon as there is one.
    ///
    /// # Errors
    /// When none comes.
    pub async fn open_when_there(&self) -> Result<Browser> {
        until("a page to control", PATIENCE, async || self.open().await.ok()).await
    }
}

impl Browser {
    /// Goes to an address.
    ///
    /// # Errors
    /// When the page does not load.
    pub async fn go(&self, url: &str) -> Result<()> {
        self.post("url", &json!({ "url": url })).await?;
        Ok(())
    }

    /// The first element that a CSS selector names, as soon as it is there and can be seen.
    ///
    /// # Errors
    /// When none comes.
    pub async fn find(&self, selector: &str) -> Result<Element> {
        self.find_where(selector, |_| true).await
    }

    /// The first element that a CSS selector names and whose text holds.
    ///
    /// # Errors
    /// When none comes.
    pub async fn find_where(&self, selector: &str, holds: impl Fn(&str) -> bool) -> Result<Element> {
        let found = until(&format!("{selector} on the page"), PATIENCE, async || {
            for element in self.all(selector).await.ok()? {
                if element.is_shown().await.unwrap_or(false) && holds(&element.text().await.ok()?) {
                    return Some(element);
                }
            }
            None
        })
        .await;
        match found {
            Ok(element) => Ok(element),
            Err(error) => Err(error.context(format!("the page says: {}", self.text().await.unwrap_or_default()))),
        }
    }

    /// Every element that a CSS selector names now.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn all(&self, selector: &str) -> Result<Vec<Element>> {
        let found = self.post("elements", &json!({"using": "css selector", "value": selector})).await?;
        let names = found.as_array().context("a list of elements")?.iter();
        names.map(|element| Element::named(self, element)).collect()
    }

    /// Clicks a button or a link by the words on it.
    ///
    /// # Errors
    /// When there is none.
    pub async fn press(&self, words: &str) -> Result<()> {
        let button = self.find_where("button, a[href], [role=button], summary, label", |text| text.trim() == words).await;
        button.with_context(|| format!("looking for {words:?}"))?.click().await
    }

    /// Presses keys where the focus is; code points of the private use area stand for keys without a letter.
    ///
    /// # Errors
    /// When nothing on the page takes keys.
    pub async fn keys(&self, keys: &str) -> Result<()> {
        self.stir().await?;
        let focused = self.get("element/active").await?;
        Element::named(self, &focused)?.write(keys).await
    }

    /// Waits until some words can be read on the page.
    ///
    /// # Errors
    /// When they do not come.
    pub async fn wait_for(&self, words: &str) -> Result<()> {
        let what = format!("{words:?} on the page");
        let reads = async || self.text().await.ok().filter(|text| text.contains(words)).map(|_| ());
        match until(&what, PATIENCE, reads).await {
            Ok(()) => Ok(()),
            Err(error) => bail!("{error:#}; the page says: {}", self.text().await.unwrap_or_default()),
        }
    }

    /// All that can be read on the page.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn text(&self) -> Result<String> {
        let text = self.run("return document.body ? document.body.innerText : ''").await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// The page's HTML as it stands.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn html(&self) -> Result<String> {
        Ok(self.run("return document.documentElement.outerHTML").await?.as_str().unwrap_or_default().to_owned())
    }

    /// A PNG of the page.
    ///
    /// # Errors
    /// When the page is gone.
    pub async fn picture(&self) -> Result<Vec<u8>> {
        self.stir().await?;
        // The picture is of the last frame: what was changed a moment ago must have been drawn, and a hidden page draws nothing.
        let drawn = "const done = arguments[0]; setTimeout(done, 2000); requestAnimationFrame(() => requestAnimationFrame(done))";
        self.post("execute/async", &json!({ "script": drawn, "args": [] })).await?;
        let encoded = self.get("screenshot").await?;
        base64::engine::general_purpose::STANDARD.decode(encoded.as_str().unwrap_or_default()).context("decoding the page's picture")
    }

    /// Runs a script on the page and answers with what it returns.
    ///
    /// # Errors
    /// When it throws, or the page is gone.
    pub async fn run(&self, script: &str) -> Result<Value> {
        self.post("execute/sync", &json!({"script": script, "args": []})).await
    }

    /// What axe finds wrong with the page, a line each. `axe` is the text of `axe.min.js`.
    ///
    /// # Errors
    /// When axe does not run.
    pub async fn barriers(&self, axe: &str) -> Result<Vec<String>> {
        self.run("document.getAnimations().forEach(animation => animation.cancel())").await?;
        self.run(&format!("{axe};")).await.context("bringing axe onto the page")?;
        let script = "const done = arguments[arguments.length - 1];
            axe.run(document).then(found => done(found.violations.flatMap(rule => rule.nodes.map(node => rule.id + ': ' + node.html))),
                                   problem => done(['axe did not run: ' + problem]))";
        let found = self.post("execute/async", &json!({"script": script, "args": []})).await.context("running axe")?;
        let lines = found.as_array().context("axe answers with a list")?.iter();
        Ok(lines.map(|line| line.as_str().unwrap_or_default().to_owned()).collect())
    }

    /// Gives the page back. A browser that was started for it ends; a window stays.
    ///
    /// # Errors
    /// When the page is gone already.
    pub async fn leave(self) -> Result<()> {
        ask(self.http.delete(&self.session)).await?;
        Ok(())
    }

    /// Keeps the page painting for a moment. On a screen without a graphics card, WebKit answers neither a click nor a wish for a
    /// picture while nothing on the page moves.
    async fn stir(&self) -> Result<()> {
        self.run("document.body.animate([{ opacity: 1 }, { opacity: 0.999 }], { duration: 3000 })").await?;
        Ok(())
    }

    async fn get(&self, path: &str) -> Result<Value> {
        ask(self.http.get(format!("{}/{path}", self.session))).await
    }

    async fn post(&self, path: &str, body: &Value) -> Result<Value> {
        ask(self.http.post(format!("{}/{path}", self.session)).json(body)).await
    }
}

/// Sends a command to the driver and takes the value out of its answer.
async fn ask(request: reqwest::RequestBuilder) -> Result<Value> {
    let answer = request.send().await?;
    let worked = answer.status().is_success();
    let mut body: Value = answer.json().await?;
    let value = body["value"].take();
    if !worked {
        bail!("{}: {}", value["error"].as_str().unwrap_or_default(), value["message"].as_str().unwrap_or_default());
    }
    Ok(value)
}

/// A client for this machine alone.
pub(crate) fn http() -> Result<reqwest::Client> {
    // Only the first call finds none installed.
    let _ = rustls::crypto::ring::default_provider().install_default();
    reqwest::Client::builder().no_proxy().timeout(Duration::from_secs(60)).build().context("making an HTTP client")
}

/// A port nobody listens on.
pub(crate) fn free_port() -> Result<u16> {
    Ok(std::net::TcpListener::bind("127.0.0.1:0").context("looking for a free port")?.local_addr()?.port())
}
