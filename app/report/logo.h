#pragma once

#include "model/core/result.h"
#include "model/report_writing/document.h"

#include <QByteArray>

#include <memory>
#include <string>

namespace headroom::app {

/// A logo for reports out of the bytes of a PNG, JPEG or SVG file of at most 1 MiB, made to fit 220 × 64 px.
/// Pixels are drawn anew, so that nothing else that the file says is handed on. An SVG is kept as it is when it holds
/// shapes, texts, gradients and styles alone: no script, no reference to anything outside, no entities, nothing that
/// multiplies. Needs no display. Error: names the file, what is wrong with it and the mend.
/// @param name  of the file, for messages
[[nodiscard]] Result<std::shared_ptr<const report_writing::Logo>> logoOf(const QByteArray &bytes,
                                                                         const std::string &name);

/// The same of a file.
[[nodiscard]] Result<std::shared_ptr<const report_writing::Logo>> logoFrom(const std::string &path);

} // namespace headroom::app
