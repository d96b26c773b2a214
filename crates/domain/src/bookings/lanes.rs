//! How entries of a day stand side by side where they take the same time.

/// The column of an entry, and how many columns its neighbours share with it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Lane {
    /// Which, from 0.
    pub at: usize,
    /// Of how many.
    pub of: usize,
}

/// The lanes of entries that begin and end then, in their order. Entries that are connected by
/// overlaps share the width: each takes the first column that is free when it begins. What takes
/// no time at all takes a moment.
pub fn lanes(spans: &[(u32, u32)]) -> Vec<Lane> {
    let mut order: Vec<usize> = (0..spans.len()).collect();
    order.sort_by_key(|&index| (spans[index].0, u32::MAX - spans[index].1, index));
    let mut lanes = vec![Lane::default(); spans.len()];
    let mut cluster: Vec<usize> = Vec::new();
    // When each column of the cluster is free again.
    let mut columns: Vec<u32> = Vec::new();
    for index in order {
        let (begins, ends) = (spans[index].0, spans[index].1.max(spans[index].0 + 1));
        if columns.iter().all(|free_at| *free_at <= begins) {
            close(&mut lanes, &mut cluster, &mut columns);
        }
        let free = columns.iter().position(|free_at| *free_at <= begins);
        let at = free.unwrap_or(columns.len());
        match columns.get_mut(at) {
            Some(column) => *column = ends,
            None => columns.push(ends),
        }
        lanes[index].at = at;
        cluster.push(index);
    }
    close(&mut lanes, &mut cluster, &mut columns);
    lanes
}

fn close(lanes: &mut [Lane], cluster: &mut Vec<usize>, columns: &mut Vec<u32>) {
    for index in cluster.drain(..) {
        lanes[index].of = columns.len();
    }
    columns.clear();
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn lane(at: usize, of: usize) -> Lane {
        Lane { at, of }
    }

    #[test]
    fn what_follows_one_another_has_the_whole_width() {
        let found = lanes(&[(540, 590), (590, 640), (640, 700)]);
        assert_eq!(found, [lane(0, 1), lane(0, 1), lane(0, 1)]);
        assert_eq!(lanes(&[]), []);
    }

    #[test]
    fn what_is_at_once_shares_it() {
        // A long one, and two short ones beside it, one after the other.
        let found = lanes(&[(600, 660), (570, 660), (660, 690), (570, 600)]);
        assert_eq!(found, [lane(1, 2), lane(0, 2), lane(0, 1), lane(1, 2)]);
    }

    proptest! {
        #[test]
        fn no_two_cover_each_other(spans in prop::collection::vec((0..1440_u32, 0..180_u32), 0..40)) {
            let spans: Vec<_> = spans.into_iter().map(|(from, long)| (from, from + long)).collect();
            let found = lanes(&spans);
            for (index, one) in found.iter().enumerate() {
                prop_assert!(one.at < one.of);
                for (other_index, other) in found.iter().enumerate().skip(index + 1) {
                    let (a, b) = (spans[index], spans[other_index]);
                    let overlap = a.0 < b.1.max(b.0 + 1) && b.0 < a.1.max(a.0 + 1);
                    if overlap {
                        prop_assert_ne!(one.at, other.at);
                        prop_assert_eq!(one.of, other.of);
                    }
                }
            }
        }

        #[test]
        fn there_are_as_many_columns_as_are_needed(count in 1..12_usize) {
            let found = lanes(&vec![(600, 630); count]);
            prop_assert!(found.iter().all(|one| one.of == count));
        }
    }
}
