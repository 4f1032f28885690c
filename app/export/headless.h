#pragma once

#include <memory>

class QGuiApplication;

namespace headroom::app {

/// Fonts and painting without a display, for as long as it lives; for the command line. Qt's own messages are not printed.
class Headless {
public:
    Headless();
    ~Headless();
    Headless(const Headless &) = delete;
    Headless &operator=(const Headless &) = delete;

private:
    std::unique_ptr<QGuiApplication> m_program;
};

} // namespace headroom::app
