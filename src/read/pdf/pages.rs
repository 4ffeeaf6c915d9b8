//! The page tree: every page in order, with what it inherits.

use lopdf::{Dictionary, Object, ObjectId};

use super::file::File;
use super::geometry::{Matrix, Rect};

/// A page and what it inherits.
#[derive(Clone, Copy, Debug)]
pub(super) struct PageEntry<'f> {
    /// Its object, where it is one of its own.
    pub(super) id: Option<ObjectId>,
    /// Its dictionary; none where it is missing from the file.
    pub(super) dict: Option<&'f Dictionary>,
    /// Its resources.
    pub(super) resources: Option<&'f Dictionary>,
    media_box: Option<[f32; 4]>,
    crop_box: Option<[f32; 4]>,
    rotate: i64,
    /// Points of a unit of its user space.
    unit: f64,
}

/// Inherited attributes on the way down.
#[derive(Clone, Copy, Default)]
struct Inherited<'f> {
    resources: Option<&'f Dictionary>,
    media_box: Option<[f32; 4]>,
    crop_box: Option<[f32; 4]>,
    rotate: i64,
}

/// The pages of `file`, at most as many as its bound.
pub(super) fn pages<'f>(file: &'f File<'_>) -> Vec<PageEntry<'f>> {
    let root = file.catalog().and_then(|catalog| catalog.as_hashmap().get(b"Pages".as_slice()));
    let mut tree = Tree { file, open: Vec::new(), left: file.len().saturating_mul(2) + 16, out: Vec::new() };
    if let Some(root) = root {
        tree.collect(root, Inherited::default());
    }
    if tree.out.is_empty() { loose_pages(file) } else { tree.out }
}

/// A walk over the page tree.
struct Tree<'f, 'l> {
    file: &'f File<'l>,
    /// The nodes around the one that is looked at.
    open: Vec<ObjectId>,
    /// Nodes that may still be looked at; a tree has no more of them than the file has objects.
    left: usize,
    out: Vec<PageEntry<'f>>,
}

impl<'f> Tree<'f, '_> {
    /// Adds the pages under `node`; false where a bound was reached.
    fn collect(&mut self, node: &'f Object, inherited: Inherited<'f>) -> bool {
        let file = self.file;
        let id = match node {
            Object::Reference(id) => Some(*id),
            _ => None,
        };
        if id.is_some_and(|id| self.open.contains(&id)) {
            return true;
        }
        if self.left == 0 {
            file.reach("pages");
            return false;
        }
        self.left -= 1;
        let dict = file.to_dict(node);
        let own = dict.map_or(inherited, |dict| inherit(file, dict, inherited));
        let kids = dict.and_then(|dict| file.array(dict, b"Kids"));
        if let (Some(kids), true) = (kids, dict.is_none_or(|dict| file.name(dict, b"Type") != Some(b"Page")))
        {
            if self.open.len() >= file.limits.recursion {
                file.reach("recursion");
                return false;
            }
            self.open.push(id.unwrap_or_default());
            let all = kids.iter().all(|kid| self.collect(kid, own));
            self.open.pop();
            return all;
        }
        if self.out.len() >= file.limits.pages {
            file.reach("pages");
            return false;
        }
        // A node of another type is no page; a missing one still takes the place of a page.
        if dict.is_none_or(|dict| !matches!(file.name(dict, b"Type"), Some(kind) if kind != b"Page")) {
            self.out.push(entry(file, id, dict, own));
        }
        true
    }
}

/// Pages of a file whose page tree is lost.
fn loose_pages<'f>(file: &'f File<'_>) -> Vec<PageEntry<'f>> {
    file.all()
        .filter_map(|(id, object)| match object {
            Object::Dictionary(dict) if dict.has_type(b"Page") => {
                Some(entry(file, Some(*id), Some(dict), inherit(file, dict, Inherited::default())))
            }
            _ => None,
        })
        .take(file.limits.pages)
        .collect()
}

fn inherit<'f>(file: &'f File<'_>, dict: &'f Dictionary, from: Inherited<'f>) -> Inherited<'f> {
    Inherited {
        resources: file.dict(dict, b"Resources").or(from.resources),
        media_box: file.numbers(dict, b"MediaBox").or(from.media_box),
        crop_box: file.numbers(dict, b"CropBox").or(from.crop_box),
        rotate: file.integer(dict, b"Rotate").unwrap_or(from.rotate),
    }
}

fn entry<'f>(
    file: &File<'_>,
    id: Option<ObjectId>,
    dict: Option<&'f Dictionary>,
    own: Inherited<'f>,
) -> PageEntry<'f> {
    let Inherited { resources, media_box, crop_box, rotate } = own;
    let unit = dict.and_then(|dict| file.number(dict, b"UserUnit")).map_or(1.0, f64::from);
    let unit = if (1e-4..=1e4).contains(&unit) { unit } else { 1.0 };
    PageEntry { id, dict, resources, media_box, crop_box, rotate, unit }
}

/// Width and height in points of most pages, as they are printed.
pub(super) fn usual_size(entries: &[PageEntry<'_>]) -> Option<(f32, f32)> {
    let mut sizes: Vec<(i32, i32)> = entries
        .iter()
        .map(|entry| {
            let (_, width, height) = entry.view();
            (width.round() as i32, height.round() as i32)
        })
        .collect();
    sizes.sort_unstable();
    let most = sizes.chunk_by(|a, b| a == b).max_by_key(|same| same.len())?;
    let (width, height) = *most.first()?;
    (most.len() * 2 > sizes.len()).then_some((width as f32, height as f32))
}

impl PageEntry<'_> {
    /// The part of the page that is shown, in user space: its crop box within its media box.
    fn shown(&self) -> Rect {
        let usable = |r: &Rect| r.width() > 1.0 && r.height() > 1.0;
        let letter = Rect { left: 0.0, top: 0.0, right: 612.0, bottom: 792.0 };
        let media = self.media_box.map(Rect::corners).filter(usable).unwrap_or(letter);
        self.crop_box.map(|crop| Rect::corners(crop).intersect(&media)).filter(usable).unwrap_or(media)
    }

    /// From user space to the page as shown (points, origin at the top left, y downwards), with its width and height.
    pub(super) fn view(&self) -> (Matrix, f64, f64) {
        let (shown, unit) = (self.shown(), self.unit);
        let (w, h) = (shown.width() * unit, shown.height() * unit);
        let upright = Matrix([unit, 0.0, 0.0, unit, -shown.left * unit, -shown.top * unit]);
        match self.rotate.rem_euclid(360) / 90 {
            1 => (upright.then(&Matrix([0.0, 1.0, 1.0, 0.0, 0.0, 0.0])), h, w),
            2 => (upright.then(&Matrix([-1.0, 0.0, 0.0, 1.0, w, 0.0])), w, h),
            3 => (upright.then(&Matrix([0.0, -1.0, -1.0, 0.0, h, w])), h, w),
            _ => (upright.then(&Matrix([1.0, 0.0, 0.0, -1.0, 0.0, h])), w, h),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(rotate: i64) -> (Matrix, f64, f64) {
        of_unit(rotate, 1.0)
    }

    fn of_unit(rotate: i64, unit: f64) -> (Matrix, f64, f64) {
        let entry = PageEntry {
            id: None,
            dict: None,
            resources: None,
            media_box: Some([0.0, 0.0, 200.0, 100.0]),
            crop_box: None,
            rotate,
            unit,
        };
        entry.view()
    }

    #[test]
    fn turned_pages_keep_their_corners() {
        // The lower left corner of user space, as shown.
        let corner = |rotate| view(rotate).0.apply(0.0, 0.0);
        assert_eq!(corner(0), (0.0, 100.0));
        assert_eq!(corner(90), (0.0, 0.0));
        assert_eq!(corner(180), (200.0, 0.0));
        assert_eq!(corner(270), (100.0, 200.0));
        assert_eq!((view(90).1, view(90).2), (100.0, 200.0));
        let (matrix, width, height) = of_unit(90, 0.5);
        assert_eq!((matrix.apply(200.0, 100.0), width, height), ((50.0, 100.0), 50.0, 100.0));
    }
}
