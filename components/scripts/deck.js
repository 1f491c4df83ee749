// The drawn map behind a chart of Streamlit's, which gives no other way to it; put before the
// scripts that follow a map or move one.
function deckIn(chart) {
  const wrapper = chart?.querySelector("#deckgl-wrapper");
  const name = wrapper && Object.keys(wrapper).find((key) => key.startsWith("__reactFiber"));
  let fiber = name && wrapper[name];
  for (let up = 0; fiber && up < 6; up += 1, fiber = fiber.return) {
    let hook = fiber.memoizedState;
    while (hook && typeof hook === "object" && "next" in hook) {
      const deck = hook.memoizedState?.current?.deck ?? hook.memoizedState?.deck;
      if (deck?.props?.viewState && deck.props.onViewStateChange && deck.width > 1) return deck;
      hook = hook.next;
    }
  }
  return null;
}

function place(deck, change) {
  const old = deck.props.viewState;
  deck.props.onViewStateChange({
    viewId: "default-view",
    viewState: { ...old, ...change },
    oldViewState: old,
    interactionState: {},
  });
}
