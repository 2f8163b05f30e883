"""Head office: what all desks recorded, in one PostgreSQL database (extra `rmdesk[office]`). No desk imports it.

    bundle ─▶ loader ─▶ office.fact (sealed) ─▶ projector ─▶ told.* (the desks' own tables) ─▶ readers, by branch

The loader proves a bundle and appends what it brings, sealed for the bank's key, which it does not have: it cannot read
a fact back. The projector has the bank's key and fills the tables by the projections of `store/tables`.
"""
