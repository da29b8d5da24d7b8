# SPDX-License-Identifier: Apache-2.0
"""A cluster of one workshop with room for thousands of orders: two saws or a mill, painters, a paint line, a lorry."""

from __future__ import annotations

from pathlib import Path

CUSTOMERS = ("Byggmester", "Hotellet", "Kommunen", "Skolen")

FILES = {
    "cluster.yaml": """\
name: Workshop
time_zone: Europe/Oslo
start: 2026-01-05
weeks: {weeks}
regions: [Oslo, Bergen]
synthetic: Everything is invented.
""",
    "calendars.yaml": """\
day:
  shifts:
    - {{days: mon-fri, from: "07:00", to: "15:00"}}
always: {{}}
""",
    "members.csv": "member,name\nverk,Verkstedet\n",
    "sites.csv": "site,member,name\nverk,verk,Verkstedet\n",
    "items.csv": "item,member,name,unit,source,lead_time,cost_nok,weight_g\n"
    "shelf,verk,Shelf,pcs,make,,,900\nbox,verk,Box,pcs,make,,,1500\nboard,verk,Board,pcs,buy,3d,40,700\n",
    "work_centres.csv": "work_centre,site,name,kind,units,calendar\n"
    "saw,verk,Saw,machine,2,always\nmill,verk,Mill,machine,1,always\npaint,verk,Paint line,machine,2,always\n",
    "pools.csv": "pool,site,kind,calendar,amount\npainters,verk,people,always,2\n",
    "routings.csv": "item,step,name,work_centre,fixed,per_unit,run_needs,max_lots,after\n"
    "shelf,cut,Cut,saw,3m,90s,,,\nshelf,cut,,mill,2m,60s,,,\nshelf,paint,Paint,paint,2m,60s,painters,,\n"
    "box,cut,Cut,saw,4m,2m,,2,\nbox,paint,Paint,paint,3m,90s,painters,,\n",
    "materials.csv": "item,step,material,quantity\nbox,cut,board,1\n",
    "lanes.csv": "lane,from,to,lead,departures\noslo,verk,Oslo,4h,\nbergen,verk,Bergen,1d,mon 16:00|thu 16:00\n",
    "orders.csv": "order,member,customer,region,item,quantity,released,due,status,promised\n"
    + "".join(f"V-{n},verk,{name},Oslo,shelf,2,2026-01-05,2026-01-30,committed,2026-01-30\n"
              for n, name in enumerate(CUSTOMERS)),
}  # fmt: skip


def workshop(folder: Path, weeks: int = 26) -> Path:
    """The cluster's folder, made; its name is the cluster's slug."""
    folder.mkdir(parents=True)
    for name, text in FILES.items():
        (folder / name).write_text(text.format(weeks=weeks) if name.endswith("yaml") else text, encoding="utf-8")
    return folder
