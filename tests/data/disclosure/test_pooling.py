"""Areas with too few answers are pooled with neighbours."""

import numpy as np
import pandas as pd
from scipy import sparse

from data.disclosure.pooling import pooled


def test_small_bases_are_pooled_with_neighbours() -> None:
    chain = np.eye(4, k=1, dtype=bool)
    touching = sparse.csr_array(chain | chain.T)
    base = pd.Series([10, 25, 50, np.nan], ["A", "B", "C", "D"])
    assert pooled(base, touching, least=30).to_dict() == {"A": "A", "B": "A", "C": "C", "D": "C"}
    alone = sparse.csr_array((4, 4), dtype=bool)
    assert pooled(base, alone, least=30).tolist() == ["A", "B", "C", "D"]
