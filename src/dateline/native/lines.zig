//! The lines of a page: text that no block element and no line break parts.

const array = @import("array.zig");

// what is told of an element by its name: see segments.py
const parts_block = 2; // the most that the start of an element parts: nothing, a line, a block
const parting: u16 = 3;
const is_link: u16 = 4;
const is_picture: u16 = 8;
const is_span: u16 = 16;
const why_at = 8; // why a reader never sees it, by number

const box_links = 2; // links beside a picture that make an inline element a box set into a line
const box_levels = 4; // elements around the picture that are looked at

/// What is known of an element from those around it; one more stands for what no element holds.
const Around = extern struct {
    block: i64, // the innermost block, or box, that it is or lies in, else its root; -1 for none
    breaks: i64, // what the elements before it part, summed
    links: i64, // how many links start before it
    why: u16, // why a reader never sees it: what the outermost element says
    linked: bool, // whether it is a link or lies in one
    looked: bool, // whether it was looked at as a box
    box: bool,
};

/// The elements of a page: what their names tell, their parents and last descendants.
const Page = struct { told: []const u16, tags: []const u8, parents: []const i64, lasts: []const i64, around: []Around };

/// A line: its start in page text, its block, what parts it from the line before, why it is unseen, characters in links.
const Line = extern struct { start: i64, block: i64, glue: i64, why: i64, links: i64 };

/// Write the lines that the text nodes make which are not white space only; return how many there are.
/// Of elements: tags, parents and last descendants. Of text nodes: parents, starts, ends, how many elements start
/// before each, whether they are blank. `around` has room for an element more than there are, `found` for each text node.
export fn lines_of(
    told: [*]const u16,
    known: isize,
    tags: [*]const u8,
    parents: [*]const i64,
    lasts: [*]const i64,
    elements: isize,
    holders: [*]const i64,
    starts: [*]const i64,
    ends: [*]const i64,
    before: [*]const i64,
    blank: [*]const u8,
    texts: isize,
    around: [*]Around,
    found: [*]Line,
) isize {
    const page = Page{
        .told = array.of(u16, told, known),
        .tags = array.of(u8, tags, elements),
        .parents = array.of(i64, parents, elements),
        .lasts = array.of(i64, lasts, elements),
        .around = array.to(Around, around, elements + 1),
    };
    count(page);
    const boxed = find_boxes(page);
    nest(page);
    const lines = array.to(Line, found, texts);
    const from = array.of(i64, starts, texts);
    const to = array.of(i64, ends, texts);
    const opened = array.of(i64, before, texts);
    const is_blank = array.of(u8, blank, texts);
    var many: usize = 0;
    var last = page.around[page.tags.len]; // what holds the text before
    var breaks: i64 = 0; // up to it
    for (array.of(i64, holders, texts), 0..) |holder, text| {
        if (is_blank[text] != 0) continue;
        const here = page.around[if (holder < 0) page.tags.len else @intCast(holder)];
        const sum = page.around[@intCast(opened[text])].breaks;
        var glue = if (many == 0) parts_block else @min(sum - breaks, parts_block);
        if (many == 0 or glue > 0 or here.block != last.block or here.why != last.why) {
            if (many > 0 and here.block != last.block and here.why == 0 and last.why == 0) {
                // a box is set into a line
                if (!boxed or glue > 0 or !(is_box(page, here.block) or is_box(page, last.block))) glue = parts_block;
            }
            lines[many] = .{ .start = from[text], .block = here.block, .glue = glue, .why = here.why, .links = 0 };
            many += 1;
        }
        if (here.linked) lines[many - 1].links += to[text] - from[text];
        last = here;
        breaks = sum;
    }
    return @intCast(many);
}

/// Sum what stands before each element.
fn count(page: Page) void {
    var breaks: i64 = 0;
    var links: i64 = 0;
    for (page.tags, 0..) |tag, element| {
        page.around[element] = .{ .block = -1, .breaks = breaks, .links = links, .why = 0, .linked = false, .looked = false, .box = false };
        breaks += page.told[tag] & parting;
        links += @intFromBool(page.told[tag] & is_link != 0);
    }
    page.around[page.tags.len] = .{ .block = -1, .breaks = breaks, .links = links, .why = 0, .linked = false, .looked = false, .box = false };
}

/// Mark the spans that hold a picture and several links: what pops up over a name, not part of its line. Of nested ones
/// the innermost. Return whether there are any.
fn find_boxes(page: Page) bool {
    var any = false;
    for (page.tags, page.parents) |tag, parent| {
        if (page.told[tag] & is_picture == 0) continue;
        var index = parent;
        for (0..box_levels) |_| {
            if (index < 0) break;
            const place: usize = @intCast(index);
            if (page.told[page.tags[place]] & is_span == 0 or page.around[place].looked) break;
            page.around[place].looked = true;
            const behind: usize = @intCast(page.lasts[place] + 1);
            if (page.around[behind].links - page.around[place + 1].links >= box_links) {
                page.around[place].box = true;
                any = true;
                break;
            }
            index = page.parents[place];
        }
    }
    return any;
}

/// Tell each element what those around it say.
fn nest(page: Page) void {
    for (page.tags, page.parents, 0..) |tag, parent, element| {
        const told = page.told[tag];
        const here = &page.around[element];
        const outer = page.around[if (parent < 0) page.tags.len else @intCast(parent)];
        here.linked = outer.linked or told & is_link != 0;
        here.why = if (outer.why != 0) outer.why else told >> why_at;
        const own = parent < 0 or here.box or told & parting != 0;
        here.block = if (own) @intCast(element) else outer.block;
    }
}

fn is_box(page: Page, block: i64) bool {
    return block >= 0 and page.around[@intCast(block)].box;
}
