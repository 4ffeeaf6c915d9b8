//! Pages on which almost nothing stands, where a length is asked for in pages.

use super::length::{Figure, decide};
use crate::certification::{Length, Measure};
use crate::message::{Message, ranges};
use crate::say;

/// True where what is asked is met with the pages `blank`, on which almost nothing stands, and not without them. A few
/// such pages are in any dossier.
pub(super) fn is_met_by_blank(asks: &Length, figures: &[(Measure, Figure)], blank: &[u32]) -> bool {
    const FEW: usize = 3;
    blank.len() > FEW && decide(asks, &without(figures, blank.len())) != Some(true)
}

/// `figures` with so many pages less.
fn without(figures: &[(Measure, Figure)], pages: usize) -> Vec<(Measure, Figure)> {
    let pages = u32::try_from(pages).unwrap_or(u32::MAX);
    let less = |n: u32| n.saturating_sub(pages);
    let each = |(measure, figure): &(Measure, Figure)| match measure {
        Measure::Pages => {
            (*measure, Figure { value: less(figure.value), low: less(figure.low), high: less(figure.high) })
        }
        _ => (*measure, *figure),
    };
    figures.iter().map(each).collect()
}

/// That it is met only thanks to them.
pub(super) fn met_by_blank(figures: &[(Measure, Figure)], blank: &[u32]) -> Message {
    let pages = |figures: &[(Measure, Figure)]| {
        figures.iter().find(|(measure, _)| *measure == Measure::Pages).map_or(0, |(_, figure)| figure.value)
    };
    let (all, left) = (pages(figures), pages(&without(figures, blank.len())));
    let (n, list) = (blank.len(), ranges(blank));
    say!(
        "{all} pages, dont {n} presque vides (p. {list}) : sans elles il en reste {left}, ce qui ne fait plus le nombre demandé.",
        "{all} pages, {n} of them almost empty (p. {list}): without them {left} are left, which is not the number asked for."
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certification::{Band, Extent};

    #[test]
    fn a_length_that_only_blank_pages_reach_is_not_met_by_them() {
        let asks = |decides: &[Measure]| Length {
            of: Extent::Body,
            language: None,
            perhaps_without_cover_and_contents: false,
            without_cover_and_contents: false,
            decides: decides.to_vec(),
            bands: vec![
                (Measure::Pages, Band { min: Some(20), max: Some(30), about: None }),
                (Measure::Characters, Band { min: Some(20_000), max: None, about: None }),
            ],
            apart: false,
        };
        let figures = [(Measure::Pages, Figure::exact(24)), (Measure::Characters, Figure::exact(25_000))];
        let pages = asks(&[Measure::Pages]);
        assert!(is_met_by_blank(&pages, &figures, &[5, 6, 7, 8, 9]));
        assert!(!is_met_by_blank(&pages, &figures, &[5, 6, 7, 8]), "20 are left");
        assert!(!is_met_by_blank(&asks(&[Measure::Pages, Measure::Characters]), &figures, &[5, 6, 7, 8, 9]));
        let short = [(Measure::Pages, Figure::exact(20))];
        assert!(!is_met_by_blank(&pages, &short, &[5, 6, 7]), "a few are in any dossier");
        let told = met_by_blank(&figures, &[5, 6, 7, 8, 12]).fr;
        assert!(
            told.starts_with("24 pages, dont 5 presque vides (p. 5-8, 12) : sans elles il en reste 19"),
            "{told}"
        );
    }
}
