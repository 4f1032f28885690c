#pragma once

#include <memory>

class QGuiApplication;
class QTranslator;

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
    std::unique_ptr<QTranslator> m_words; ///< the plurals of English; the command line speaks nothing else
};

} // namespace headroom::app
