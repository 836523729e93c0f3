"""Run by QGIS's own Python: say of each file, as JSON, what QGIS makes of it.

python3 qgis_reads.py PREFIX FILE...
"""

import json
import sys
from typing import Any


def main(prefix: str, *paths: str) -> None:
    """Print a line of JSON a file. QGIS is imported here: no other Python has it."""
    from qgis.core import QgsApplication  # type: ignore[import-not-found]

    QgsApplication.setPrefixPath(prefix, True)
    application = QgsApplication([], False)
    application.initQgis()
    for path in paths:
        print(json.dumps(reading(path)), flush=True)
    application.exitQgis()


def reading(path: str) -> dict[str, Any]:
    """Return whether QGIS takes a file for a layer, and its rows; nothing of QGIS outlives the call."""
    from qgis.core import NULL, QgsVectorLayer

    layer = QgsVectorLayer(path, "map", "ogr")
    names = [field.name() for field in layer.fields()]
    rows = [
        {
            "figures": {name: None if row[name] == NULL else row[name] for name in names},
            "valid": row.geometry().isGeosValid() if row.hasGeometry() else None,
        }
        for row in layer.getFeatures()
    ]
    return {"valid": layer.isValid(), "crs": layer.crs().authid(), "names": names, "rows": rows}


if __name__ == "__main__":
    main(*sys.argv[1:])
