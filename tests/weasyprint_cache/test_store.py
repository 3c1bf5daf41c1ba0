"""The bounded store."""

from gkgen.weasyprint_cache.store import STORES, Store


def test_a_full_store_forgets_all_before_it_keeps_more() -> None:
    store: Store[str] = Store("of this test", 2)
    assert STORES["of this test"] is store
    assert [store.keep(number, str(number)) for number in range(3)] == ["0", "1", "2"]
    assert len(store) == 1
    assert (store.get(0), store.get(2)) == (None, "2")
    assert (store.hits, store.misses, store.clearings) == (1, 1, 1)
    store.drop(2)
    assert len(store) == 0
    store.clear()
    assert (store.hits, store.misses, store.clearings) == (0, 0, 0)
    del STORES["of this test"]
