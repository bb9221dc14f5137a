//! Whether the panel behind the icon is light or dark. No panel says so, hence each desktop's own look is taken.

/// The ground the icon stands on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Panel {
    /// Dark ink is seen.
    Light,
    /// Light ink is seen.
    Dark,
}

impl Panel {
    /// The panel of the desktop this session runs.
    pub(super) fn of_this_session() -> Self {
        Self::of(&std::env::var("XDG_CURRENT_DESKTOP").unwrap_or_default())
    }

    /// The panel of a desktop named as in `XDG_CURRENT_DESKTOP`.
    fn of(desktop: &str) -> Self {
        // As they come: KDE's, MATE's and LXQt's panels are light, all others dark.
        let is_light = desktop.split(':').any(|name| ["KDE", "MATE", "LXQt"].contains(&name));
        if is_light { Self::Light } else { Self::Dark }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_desktop_has_the_panel_it_comes_with() {
        assert_eq!(Panel::of("ubuntu:GNOME"), Panel::Dark);
        assert_eq!(Panel::of("XFCE"), Panel::Dark);
        assert_eq!(Panel::of("KDE"), Panel::Light);
        assert_eq!(Panel::of(""), Panel::Dark);
    }
}
