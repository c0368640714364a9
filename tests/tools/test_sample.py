"""The sample pictures are the same everywhere and show what tools need shown."""

from tools.sample import SIZE, cut_out, sample, walk


def test_the_scene_has_all_tones_and_many_colours() -> None:
    scene = sample()

    assert (scene.mode, scene.size) == ("RGB", SIZE)
    low, high = scene.convert("L").getextrema()
    assert low < 20  # type: ignore[operator]  # one band has plain numbers
    assert high > 240  # type: ignore[operator]  # one band has plain numbers


def test_the_cut_out_is_partly_see_through() -> None:
    assert cut_out().getchannel("A").getextrema() == (0, 255)


def test_a_walk_moves_on_with_each_picture() -> None:
    views = walk(4)

    assert len({view.tobytes() for view in views}) == 4
    assert {view.size for view in views} == {(360, 240)}
