// Dashed lines. The deck.gl that pydeck ships has no PathStyleExtension, so this class implements
// its support of dashes. deck.gl calls the methods of a LayerExtension with the layer as `this`.
class PathStyleExtension {
  static extensionName = "PathStyleExtension";
  static componentName = "PathStyleExtension";
  static defaultProps = { getDashArray: { type: "accessor", value: [0, 0] } };

  equals(other) { return this.constructor === other.constructor; }
  updateState() {}
  onNeedsRedraw() {}
  draw() {}
  finalizeState() {}
  getNeedsPickingBuffer() { return false; }

  initializeState() {
    if (!drawsPaths(this)) return;
    this.getAttributeManager().addInstanced({ instanceDashArrays: { size: 2, accessor: "getDashArray" } });
  }

  getSubLayerProps() {
    const { getDashArray, updateTriggers } = this.props;
    return {
      getDashArray: this.getSubLayerAccessor(getDashArray),
      updateTriggers: { getDashArray: updateTriggers.getDashArray },
    };
  }

  // The unit of dashes and gaps, and of vPathPosition.y along the path, is the line's width.
  getShaders() {
    if (!drawsPaths(this)) return null;
    return {
      inject: {
        "vs:#decl": "in vec2 instanceDashArrays; out vec2 vDashArray;",
        "vs:#main-end": "vDashArray = instanceDashArrays;",
        "fs:#decl": "in vec2 vDashArray;",
        "fs:#main-start": `
          float dashUnit = vDashArray.x + vDashArray.y;
          if (vDashArray.y > 0.0 && mod(vPathPosition.y, dashUnit) > vDashArray.x) discard;`,
      },
    };
  }
}

function drawsPaths(layer) {
  return Boolean(layer.state && "pathTesselator" in layer.state);
}
