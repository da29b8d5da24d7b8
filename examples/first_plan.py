# SPDX-License-Identifier: Apache-2.0
# %% [markdown]
# # A first plan
# Run the cells one by one in an editor that knows `# %%`, or all of them with `python examples/first_plan.py`.

# %%
from datetime import date
from pathlib import Path
from tempfile import gettempdir

import klynge

# %% [markdown]
# A cluster is a folder of tables. This one is two small firms: furniture in two places, and a weaving mill that also
# sews cushions for the furniture maker under an agreement.

# %%
cluster = klynge.read(Path(__file__).parent / "small")
network = cluster.network
print(f"{network.name}: {len(network.members)} members, {len(network.work_centres)} work centres,", end=" ")
print(f"{len(network.orders)} orders, {len(cluster.work.jobs)} jobs")

# %% [markdown]
# Every order on real, finite capacity. The same input gives the same plan.

# %%
planned = klynge.plan(cluster)
measures = klynge.measure(planned)
print(f"on time: {measures.service.on_time} of {measures.service.orders}")
for centre in measures.work_centres:
    print(f"{centre.work_centre:10} {centre.utilisation:6.1%} used, {centre.setup_share:6.1%} of it set-up")

# %% [markdown]
# Is it right? A second, plain implementation of the rules looks for anything broken.

# %%
assert klynge.check(planned) == []

# %% [markdown]
# What day can one more customer have? Nothing planned is moved, and nothing is reserved.

# %%
answer = klynge.promise(planned, item="chair", quantity=4, region="Oslo", wanted=date(2026, 2, 20))
print(f"4 chairs in Oslo: {answer.delivered:%A %d %B}, and 20 February: {'yes' if answer.kept else 'no'}")

# %% [markdown]
# Why is an order when it is?

# %%
print(klynge.explain(planned, "C-1").words("en"))

# %% [markdown]
# Keep the plan as data for others, and as a page to look at.

# %%
folder = Path(gettempdir()) / "klynge-first-plan"
klynge.save(planned, folder / "plan.json")
klynge.board(planned, folder / "board.html")
print(f"written to {folder}")
