//! Where a device stands, as far as its policy says, and which notices concern that place.

/// Where a device stands. Every part may be missing.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Place {
    pub(crate) site: Option<String>,
    pub(crate) building: Option<String>,
    pub(crate) room: Option<String>,
}

impl Place {
    /// A place of which one name is known.
    pub(crate) fn named(name: &str) -> Self {
        Self { building: Some(name.to_owned()), ..Self::default() }
    }

    /// Room and building, else the site, in words.
    pub(crate) fn words(&self) -> Option<String> {
        let wider = self.building.as_deref().or(self.site.as_deref());
        match (self.room.as_deref(), wider) {
            (Some(room), Some(wider)) => Some(format!("{room}, {wider}")),
            (one, other) => one.or(other).map(String::from),
        }
    }

    /// Whether a notice about `places` is for people here. About nowhere in particular it is for everybody, and whoever
    /// stands nobody knows where is told too.
    pub(crate) fn is_concerned_by(&self, places: &[String]) -> bool {
        let here = [&self.site, &self.building, &self.room];
        places.is_empty()
            || here.iter().all(|part| part.is_none())
            || here.into_iter().flatten().any(|part| places.iter().any(|place| same(place, part)))
    }
}

fn same(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn here() -> Place {
        Place { site: Some("High School".into()), building: Some("Building B".into()), room: Some("B204".into()) }
    }

    #[test]
    fn a_notice_reaches_those_it_is_about_and_those_nobody_can_place() {
        let about = |places: &[&str]| places.iter().map(|p| (*p).to_owned()).collect::<Vec<_>>();

        assert!(here().is_concerned_by(&about(&[])));
        assert!(here().is_concerned_by(&about(&["building b "])));
        assert!(here().is_concerned_by(&about(&["Gym", "High School"])));
        assert!(!here().is_concerned_by(&about(&["Building A"])));
        assert!(Place::default().is_concerned_by(&about(&["Building A"])));
    }

    #[test]
    fn a_place_in_words_leaves_out_what_nobody_knows() {
        assert_eq!(here().words().as_deref(), Some("B204, Building B"));
        assert_eq!(Place { building: None, ..here() }.words().as_deref(), Some("B204, High School"));
        assert_eq!(Place { room: None, ..here() }.words().as_deref(), Some("Building B"));
        assert_eq!(Place::default().words(), None);
    }
}
