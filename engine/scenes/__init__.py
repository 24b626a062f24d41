"""The moving pictures of the demo library, drawn by numpy and OpenCV alone, by their names."""

from __future__ import annotations

from engine.scenes import kitchen, land, mind, sky, town, water
from engine.scenes.canvas import Scene

SCENES: dict[str, Scene] = {
    scene.__name__: scene
    for scene in (
        kitchen.loaf,
        kitchen.carrots,
        kitchen.stockpot,
        kitchen.lemons,
        kitchen.table,
        kitchen.noodles,
        kitchen.steamer,
        kitchen.wok,
        kitchen.teabowl,
        land.dunes,
        land.forest,
        land.sunrise,
        land.inkwash,
        land.fern,
        land.fireflies,
        land.bicycle,
        mind.circuit,
        mind.chess,
        mind.fractal,
        mind.blackboard,
        sky.startrails,
        sky.moonphases,
        sky.orbits,
        sky.spectrum,
        sky.observatory,
        sky.galaxy,
        sky.constellation,
        sky.armillary,
        sky.aurora,
        town.windows,
        town.rain,
        town.train,
        town.lanterns,
        town.piano,
        town.vinyl,
        water.lighthouse,
        water.waves,
        water.tide,
        water.paperboats,
        water.harbour,
        water.ferry,
        water.koi,
    )
}
