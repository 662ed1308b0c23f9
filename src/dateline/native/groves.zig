//! Small trees of features that are shown or not, for article/ranking.py.

const array = @import("array.zig");

/// Write for each candidate the sum of what all trees answer to it.
///
/// asked: of each tree, level by level, which feature each node asks for; the node at place n is followed by 2n + 1
/// where it is shown, by 2n + 2 where it is not. leaves: of each tree its answers. shown: of each candidate a byte for
/// each feature, 1 if it shows it.
export fn grove_sums(
    asked: [*]const u16,
    leaves: [*]const i32,
    trees: isize,
    depth: isize,
    shown: [*]const u8,
    features: isize,
    sums: [*]i64,
    candidates: isize,
) isize {
    const nodes = (@as(isize, 1) << @intCast(depth)) - 1;
    const questions = array.of(u16, asked, trees * nodes);
    const answers = array.of(i32, leaves, trees * (nodes + 1));
    const all = array.of(u8, shown, candidates * features);
    const width: usize = @intCast(features);
    for (array.to(i64, sums, candidates), 0..) |*sum, candidate| {
        sum.* = answered(questions, answers, @intCast(nodes), all[candidate * width ..][0..width]);
    }
    return candidates;
}

fn answered(questions: []const u16, answers: []const i32, nodes: usize, shown: []const u8) i64 {
    var sum: i64 = 0;
    for (0..answers.len / (nodes + 1)) |tree| {
        const asked = questions[tree * nodes ..][0..nodes];
        var place: usize = 0;
        while (place < nodes) place = 2 * place + 2 - shown[asked[place]];
        sum += answers[tree * (nodes + 1) + place - nodes];
    }
    return sum;
}
