#pragma once

#include "model/growth/uncertainty.h"

#include <string>

namespace headroom::serialization {

/// What a study found, with what it was about.
struct StudyAnswer {
    std::string design;
    std::string currency;
    const growth::Study &study;
    std::vector<growth::StageBands> bands;
    std::vector<growth::Tornado> tornado;
};

/// The id of a figure that a tornado is about: "users_at_saturation".
[[nodiscard]] const char *idOf(growth::Tornado::Figure figure);

/// As `headroom sensitivity --format json` prints it: see resources/schema/sensitivity.schema.json.
[[nodiscard]] std::string writeStudy(const StudyAnswer &answer);

} // namespace headroom::serialization
