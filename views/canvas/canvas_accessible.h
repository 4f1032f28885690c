#pragma once

namespace headroom::canvas {

/// Makes every CanvasView show its components to screen readers, each with name, place and state. Idempotent.
void installCanvasAccessibility();

} // namespace headroom::canvas
