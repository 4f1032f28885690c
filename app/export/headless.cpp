#include "app/export/headless.h"

#include "app/language/words.h"
#include "app/resources/resources.h"

#include <QGuiApplication>

#include <clocale>

namespace headroom::app {

namespace {

void keepQuiet(QtMsgType, const QMessageLogContext &, const QString &) { }

} // namespace

Headless::Headless()
{
    qInstallMessageHandler(keepQuiet);
    qputenv("QT_QPA_PLATFORM", "offscreen"); // whatever display there is: the result must not depend on it
    for (const char *scaling : { "QT_SCALE_FACTOR", "QT_FONT_DPI", "QT_SCREEN_SCALE_FACTORS" })
        qunsetenv(scaling);
    static int count = 1;
    static char name[] = "headroom";
    static char *arguments[] { name, nullptr };
    m_program = std::make_unique<QGuiApplication>(count, arguments);
    initializeResources();
    m_words = std::make_unique<Words>(QStringLiteral("en"));
    QCoreApplication::installTranslator(m_words.get());
    std::setlocale(LC_ALL, "C"); // Qt has taken the one of the environment
}

Headless::~Headless()
{
    m_program.reset();
    qInstallMessageHandler(nullptr);
}

} // namespace headroom::app
