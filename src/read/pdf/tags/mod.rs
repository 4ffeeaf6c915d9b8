//! The structure tree of a tagged file: what element every stretch of marked content belongs to.

mod apply;
mod kind;

use lopdf::{Dictionary, Object, ObjectId};

pub(super) use apply::{Lost, apply, lost_headings};
pub(super) use kind::Kind;

use super::file::File;
use super::font::text_of;
use crate::document::{Cell, Context, ListItem, NoteKind};
use crate::hash::{HashMap, HashSet};

/// The structure tree, as far as blocks need it.
#[derive(Debug, Default)]
pub(super) struct Tags {
    /// Element of every marked content, by page (from 0), owner (see [`super::page::Mark`]) and number.
    content: HashMap<(u32, usize, u32), u32>,
    /// Elements in document order.
    elements: Vec<Element>,
}

/// An element of the structure tree.
#[derive(Clone, Debug)]
pub(super) struct Element {
    /// What it is.
    pub(super) kind: Kind,
    /// Nearest element around it, or itself, that is a block.
    pub(super) block: Option<u32>,
    /// What its blocks stand in.
    pub(super) context: Context,
    /// The element around it.
    parent: Option<u32>,
    /// Physical page, from 1, where it is told.
    page: Option<u32>,
    /// A text that stands for its content, or describes it.
    text: Option<String>,
    /// Rows of a table, cells of a row, seen so far.
    count: u32,
}

/// A node that is still to be looked at.
struct Todo<'f> {
    object: &'f Object,
    parent: Option<u32>,
    page: Option<u32>,
    depth: usize,
}

/// Reads the tree.
struct Reader<'f, 'l> {
    file: &'f File<'l>,
    pages: &'f HashMap<ObjectId, u32>,
    roles: Option<&'f Dictionary>,
    tags: Tags,
    seen: HashSet<ObjectId>,
    tables: u32,
}

impl Tags {
    /// Reads the structure tree of `file`, whose `pages` have these numbers (from 1).
    pub(super) fn of(file: &File<'_>, pages: &HashMap<ObjectId, u32>) -> Self {
        let root = file.catalog().and_then(|catalog| file.dict(catalog, b"StructTreeRoot"));
        let Some(root) = root else { return Self::default() };
        let mut reader = Reader {
            file,
            pages,
            roles: file.dict(root, b"RoleMap"),
            tags: Self::default(),
            seen: HashSet::default(),
            tables: 0,
        };
        if let Some(kids) = root.as_hashmap().get(b"K".as_slice()) {
            reader.run(kids);
        }
        reader.tags
    }

    /// The element that marked content `mcid` of `owner` on page `page` (from 1) belongs to.
    pub(super) fn element(&self, page: u32, owner: usize, mcid: u32) -> Option<u32> {
        self.content.get(&(page, owner, mcid)).copied()
    }

    /// The element of a number.
    pub(super) fn get(&self, element: u32) -> Option<&Element> {
        self.elements.get(element as usize)
    }

    /// The block that an element belongs to, and the element itself.
    pub(super) fn block_of(&self, element: u32) -> Option<u32> {
        self.get(element)?.block
    }

    /// True where the element, or one around it up to its list item, is a label.
    pub(super) fn is_label(&self, element: u32) -> bool {
        let mut next = Some(element);
        for _ in 0..8 {
            let Some(element) = next.and_then(|i| self.get(i)) else { return false };
            match element.kind {
                Kind::Label => return true,
                Kind::Inline | Kind::Paragraph => next = element.parent,
                _ => return false,
            }
        }
        false
    }
}

impl<'f> Reader<'f, '_> {
    fn run(&mut self, kids: &'f Object) {
        let mut stack = vec![Todo { object: kids, parent: None, page: None, depth: 0 }];
        while let Some(todo) = stack.pop() {
            if self.tags.elements.len() >= self.file.limits.pdf_objects
                || todo.depth > 4 * self.file.limits.recursion
            {
                continue;
            }
            let file = self.file;
            match file.resolve(todo.object) {
                Some(Object::Array(items)) => {
                    if todo.object.as_reference().is_ok_and(|id| !self.seen.insert(id)) {
                        continue;
                    }
                    let kid = |object| Todo { object, depth: todo.depth + 1, ..todo };
                    stack.extend(items.iter().rev().map(kid));
                }
                Some(Object::Integer(mcid)) => self.content(&todo, todo.page, 0, *mcid),
                Some(Object::Dictionary(dict)) => self.node(&todo, dict, &mut stack),
                _ => {}
            }
        }
    }

    fn node(&mut self, todo: &Todo<'f>, dict: &'f Dictionary, stack: &mut Vec<Todo<'f>>) {
        let page = File::reference(dict, b"Pg").and_then(|id| self.pages.get(&id).copied()).or(todo.page);
        if let Some(mcid) = self.file.integer(dict, b"MCID") {
            let owner =
                self.file.stream(dict, b"Stm").map_or(0, |stream| std::ptr::from_ref(stream) as usize);
            self.content(todo, page, owner, mcid);
            return;
        }
        if let Object::Reference(id) = todo.object
            && !self.seen.insert(*id)
        {
            return;
        }
        let Some(name) = self.file.name(dict, b"S") else { return };
        let number = self.element(todo.parent, page, name, dict);
        if let Some(kids) = dict.as_hashmap().get(b"K".as_slice()) {
            stack.push(Todo { object: kids, parent: Some(number), page, depth: todo.depth + 1 });
        }
    }

    fn content(&mut self, todo: &Todo<'f>, page: Option<u32>, owner: usize, mcid: i64) {
        if let (Some(element), Some(page), Ok(mcid)) = (todo.parent, page, u32::try_from(mcid)) {
            self.tags.content.entry((page, owner, mcid)).or_insert(element);
        }
    }

    fn element(&mut self, parent: Option<u32>, page: Option<u32>, name: &[u8], dict: &Dictionary) -> u32 {
        let number = self.tags.elements.len() as u32;
        let around = parent.and_then(|i| self.tags.get(i)).cloned();
        let kind = match Kind::of(&self.standard(name), around.as_ref().map(|element| element.kind)) {
            Kind::Item if !self.has_body(dict) => Kind::BareItem,
            kind => kind,
        };
        let mut context = around.as_ref().map_or_else(Context::default, |element| element.context);
        self.enter(kind, parent, &mut context);
        let text = [b"ActualText".as_slice(), b"Alt"].iter().find_map(|key| text_of(self.file, dict, key));
        self.tags.elements.push(Element {
            kind,
            block: if kind.is_block() { Some(number) } else { around.and_then(|element| element.block) },
            context,
            parent,
            page,
            text: text.map(|text| text.trim().to_owned()).filter(|text| !text.is_empty()),
            count: 0,
        });
        number
    }

    /// True where something in the list item `dict` is a block of its own.
    fn has_body(&self, dict: &Dictionary) -> bool {
        /// Kids that are looked at: before the body stands the label.
        const FIRST: usize = 8;
        let kids = match self.file.get(dict, b"K") {
            Some(Object::Array(kids)) => kids.as_slice(),
            Some(kid) => std::slice::from_ref(kid),
            None => return false,
        };
        kids.iter().take(FIRST).any(|kid| {
            let name = self.file.to_dict(kid).and_then(|kid| self.file.name(kid, b"S"));
            name.is_some_and(|name| Kind::of(&self.standard(name), Some(Kind::Item)).is_block())
        })
    }

    /// The names that `name` stands for by the role map, itself first.
    fn standard(&self, name: &[u8]) -> Vec<String> {
        let mut out = vec![String::from_utf8_lossy(name).into_owned()];
        let mut name = name;
        while let Some(next) = self.roles.and_then(|roles| self.file.name(roles, name))
            && out.len() < 8
        {
            out.push(String::from_utf8_lossy(next).into_owned());
            name = next;
        }
        out
    }

    /// What blocks within an element of this kind stand in.
    fn enter(&mut self, kind: Kind, parent: Option<u32>, context: &mut Context) {
        match kind {
            Kind::Table => self.tables += 1,
            Kind::Cell if context.cell.is_none() => {
                let row = parent.map_or(1, |row| self.row_number(row));
                let column = parent.map_or(1, |row| self.count(row));
                context.cell = Some(Cell { table: self.tables.max(1), row, column });
            }
            Kind::Item | Kind::BareItem => {
                let depth = context.list.map_or(1, |list| list.depth.saturating_add(1));
                context.list = Some(ListItem { depth, ordered: false });
            }
            Kind::Note => context.note = Some(NoteKind::Footnote),
            _ => {}
        }
    }

    /// Counts one more child of `element`.
    fn count(&mut self, element: u32) -> u32 {
        self.tags.elements.get_mut(element as usize).map_or(1, |element| {
            element.count += 1;
            element.count
        })
    }

    /// The number of a row in its table: rows are counted at their first cell.
    fn row_number(&mut self, row: u32) -> u32 {
        let Some(element) = self.tags.get(row).cloned() else { return 1 };
        let mut table = element.parent;
        for _ in 0..3 {
            match table.and_then(|i| self.tags.get(i)) {
                Some(around) if around.kind != Kind::Table => table = around.parent,
                _ => break,
            }
        }
        let Some(table) = table else { return 1 };
        if element.count == 0 {
            self.count(table)
        } else {
            self.tags.get(table).map_or(1, |table| table.count)
        }
    }
}
