//! Sorting by a number: one sort for all that is sorted so, compiled once.

/// The places of these keys from the least key to the largest, in the total order of f64; equal keys keep their order.
#[inline(never)]
pub fn ascending(keys: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_unstable_by(|one, other| keys[*one].total_cmp(&keys[*other]).then(one.cmp(other)));
    order
}

/// Sorts items by a number, the least first; equal ones keep their order.
pub fn sort_by_number<T>(items: &mut Vec<T>, key: impl Fn(&T) -> f64) {
    let keys: Vec<f64> = items.iter().map(key).collect();
    let mut unsorted: Vec<Option<T>> = items.drain(..).map(Some).collect();
    items.extend(ascending(&keys).into_iter().filter_map(|place| unsorted[place].take()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_keep_their_order_and_nan_comes_last() {
        let mut items = vec![("a", 2.0), ("b", f64::NAN), ("c", -1.0), ("d", 2.0), ("e", f64::INFINITY)];
        sort_by_number(&mut items, |item| item.1);
        assert_eq!(items.iter().map(|item| item.0).collect::<String>(), "cadeb");
        sort_by_number(&mut items, |item| -item.1);
        assert_eq!(items.iter().map(|item| item.0).collect::<String>(), "beadc");
    }
}
