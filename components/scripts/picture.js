// Draws the same map as a picture, where the browser has no WebGL. It reads the layers that deck.gl
// would: polygons, lines, points and texts, with the colours and widths of their accessors.

function pictureMap(element, spec, events) {
  const canvas = document.createElement("canvas");
  element.append(canvas);
  const painter = { element, canvas, spec, view: spec.initialViewState, files: new Map(), open: 0 };
  painter.layers = () =>
    painter.spec.layers.flatMap((layer) => (layer.id.startsWith(PIECES) ? events.pieces() : [layer]));
  const draw = (painter.draw = () => {
    drawLayers(painter);
    events.drawn();
  });
  canvas.addEventListener("click", ({ offsetX, offsetY }) => {
    events.click(areaAt(painter, offsetX, offsetY));
  });
  canvas.addEventListener("pointermove", ({ offsetX, offsetY }) => {
    const html = events.text(areaAt(painter, offsetX, offsetY)) ?? "";
    canvas.title = html.replace(/<\/span>/g, "\n").replace(/<[^>]*>/g, "").trim();
  });
  const sizes = new ResizeObserver(draw);
  sizes.observe(element);
  return {
    update: (changed) => {
      painter.spec = changed;
      fetchShapes(painter, draw);
    },
    drawPieces: draw,
    look: (view) => {
      painter.view = view;
      draw();
    },
    pick: (x, y) => areaAt(painter, x, y),
    picture: () => canvas.toDataURL("image/png"),
    isDrawn: () => painter.open === 0,
    end: () => sizes.disconnect(),
  };
}

function fetchShapes(painter, draw) {
  for (const { data } of painter.spec.layers) {
    if (typeof data !== "string" || painter.files.has(data)) continue;
    painter.files.set(data, []);
    painter.open += 1;
    fetch(data)
      .then((answer) => answer.json())
      .then(({ features }) => painter.files.set(data, features))
      .finally(() => {
        painter.open -= 1;
        draw();
      });
  }
}

function drawLayers(painter) {
  const { element, canvas } = painter;
  const ratio = devicePixelRatio;
  Object.assign(canvas, { width: element.clientWidth * ratio, height: element.clientHeight * ratio });
  Object.assign(canvas.style, { width: "100%", height: "100%" });
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  measure(painter);
  Object.assign(context, { lineJoin: "round", textAlign: "center", textBaseline: "middle" });
  for (const layer of painter.layers()) {
    if (layer.visible === false || (layer.visibleMinZoom ?? 0) > painter.view.zoom) continue;
    for (const thing of thingsOf(painter, layer)) drawThing(painter, context, layer, thing);
  }
}

// Return what a layer draws: features of a file, or its own rows as features.
function thingsOf(painter, { data }) {
  if (typeof data === "string") return painter.files.get(data) ?? [];
  if (data?.features) return data.features;
  return (data ?? []).map((row) => row.geometry ? row : ({
    properties: row,
    geometry: row.path
      ? { type: "LineString", coordinates: row.path }
      : { type: "Point", coordinates: row.at },
  }));
}

function drawThing(painter, context, layer, { geometry, properties }) {
  if (!geometry) return;
  const value = (name, otherwise) => valueOf(layer[name], properties, otherwise);
  if (geometry.type.endsWith("Point")) return drawPoints(painter, context, layer, geometry, properties);
  const path = pathOf(painter, geometry);
  const fill = value("getFillColor");
  if (layer.filled !== false && fill && geometry.type.endsWith("Polygon")) {
    context.fillStyle = colour(fill);
    context.fill(path, "evenodd");
  }
  const width = value("getLineWidth", value("getWidth", 0));
  const isLine = !geometry.type.endsWith("Polygon");
  if (!(width > 0) || (layer.stroked === false && !isLine)) return;
  context.strokeStyle = colour(value("getLineColor", value("getColor", [0, 0, 0, 255])));
  context.lineWidth = width;
  context.setLineDash((value("getDashArray", [0, 0]) ?? []).map((part) => part * width));
  context.stroke(path);
}

function drawPoints(painter, context, layer, geometry, properties) {
  const value = (name, otherwise) => valueOf(layer[name], properties, otherwise);
  const points = geometry.type === "Point" ? [geometry.coordinates] : geometry.coordinates;
  const text = properties.says;
  for (const [x, y] of points.map((point) => onScreen(painter, point))) {
    if (text) drawText(context, layer, text, value("getTextSize", value("getSize", 13)), [x, y]);
    if (layer.iconAtlas) drawIcon(painter, context, layer, value, [x, y]);
    const radius = value("getPointRadius", 0);
    if (!(radius > 0) || text || layer.iconAtlas) continue;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fillStyle = colour(value("getFillColor"));
    context.fill();
  }
}

// Draw a symbol: a cell of the layer's atlas, whose size is in pixels or in metres.
function drawIcon(painter, context, layer, value, [x, y]) {
  const atlas = atlasOf(painter, layer.iconAtlas);
  const cell = layer.iconMapping[value("getIcon", "0")];
  const metres = layer.iconSizeUnits === "meters";
  const size = value("getIconSize", 0) * (metres ? pixelsOfMetre(painter.view) : 1);
  if (!atlas.complete || !cell || !(size > 0)) return;
  const [, below] = layer.getIconPixelOffset ?? [0, 0];
  const at = [x - size / 2, y - size / 2 + below, size, size];
  context.drawImage(atlas, cell.x, cell.y, cell.width, cell.height, ...at);
}

function atlasOf(painter, address) {
  if (!painter.files.has(address)) {
    const image = new Image();
    image.onload = painter.draw;
    image.src = address;
    painter.files.set(address, image);
  }
  return painter.files.get(address);
}

function pixelsOfMetre({ zoom, latitude }) {
  return (TILE * 2 ** zoom) / (40_075_017 * Math.cos((latitude * Math.PI) / 180));
}

function drawText(context, layer, text, size, [x, y]) {
  context.font = `600 ${size}px "Source Sans", sans-serif`;
  const behind = layer.getBackgroundColor;
  context.lineWidth = 3;
  context.setLineDash([]);
  context.strokeStyle = colour(behind ?? layer.outlineColor ?? layer.textOutlineColor ?? [255, 255, 255, 230]);
  context.strokeText(text, x, y);
  context.fillStyle = colour(layer.getColor ?? layer.getTextColor ?? [0, 0, 0, 255]);
  context.fillText(text, x, y);
}

// Return the value of an accessor for one thing: a constant, or an expression over its properties.
const accessors = new Map();
function valueOf(accessor, properties, otherwise) {
  if (accessor === undefined) return otherwise;
  if (typeof accessor === "function") return accessor({ properties });
  if (typeof accessor !== "string") return accessor;
  if (!accessor.startsWith("@@=")) return properties[accessor] ?? otherwise;
  if (!accessors.has(accessor)) {
    accessors.set(accessor, new Function("row", `with (row) { return ${accessor.slice(3)} }`));
  }
  const value = accessors.get(accessor)({ ...properties, properties });
  return value ?? otherwise;
}

function colour([red, green, blue, alpha = 255]) {
  return `rgb(${red} ${green} ${blue} / ${alpha / 255})`;
}

function pathOf(painter, { type, coordinates }) {
  const path = new Path2D();
  const rings = { Polygon: coordinates, MultiPolygon: coordinates.flat?.(1), LineString: [coordinates], MultiLineString: coordinates };
  for (const ring of rings[type] ?? []) {
    ring.forEach((point, number) => path[number ? "lineTo" : "moveTo"](...onScreen(painter, point)));
    if (type.endsWith("Polygon")) path.closePath();
  }
  return path;
}

// Note once where the view lies on the element: to ask for its size at every point of every border
// would lay out the page each time.
function measure(painter) {
  const { element, view } = painter;
  painter.middle = [element.clientWidth / 2, element.clientHeight / 2];
  painter.scale = TILE * 2 ** view.zoom;
  painter.top = mercator(view.latitude);
}

function onScreen({ view, middle, scale, top }, [longitude, latitude]) {
  const x = ((longitude - view.longitude) / 360) * scale;
  const y = ((top - mercator(latitude)) / (2 * Math.PI)) * scale;
  return [middle[0] + x, middle[1] + y];
}

// Return the properties of the topmost thing that takes clicks at a point.
function areaAt(painter, x, y) {
  const context = painter.canvas.getContext("2d");
  measure(painter);
  for (const layer of painter.layers().filter((one) => one.pickable).reverse()) {
    const hit = thingsOf(painter, layer).find(({ geometry }) => {
      if (geometry?.type.endsWith("Polygon")) {
        context.save();
        context.resetTransform();
        const inside = context.isPointInPath(pathOf(painter, geometry), x, y, "evenodd");
        context.restore();
        return inside;
      }
      if (geometry?.type !== "Point") return false;
      const [across, down] = onScreen(painter, geometry.coordinates);
      return Math.hypot(across - x, down - y) < 14;
    });
    if (hit) return hit.properties;
  }
  return undefined;
}
