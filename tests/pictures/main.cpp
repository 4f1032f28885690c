#include "app/shell/look.h"
#include "tests/pictures/album.h"
#include "views/theme/letters.h"

#include <QCommandLineParser>

#include <clocale>

using namespace headroom;

/// headroom_pictures FOLDER [--only TEXT] [--language en] [--theme dark] [--size 1280x720] [--letters 200]
int main(int argc, char **argv)
{
    QApplication program(argc, argv);
    std::setlocale(LC_NUMERIC, "C");
    test::isolate("pictures");
    QCommandLineParser options;
    options.addOptions(
        { { QStringLiteral("only"), QStringLiteral("Part of the name."), QStringLiteral("TEXT") },
          { QStringLiteral("language"), QStringLiteral("One language."), QStringLiteral("CODE") },
          { QStringLiteral("theme"), QStringLiteral("light, dark or contrast."), QStringLiteral("NAME") },
          { QStringLiteral("size"), QStringLiteral("One size of window."), QStringLiteral("WxH") },
          { QStringLiteral("letters"), QStringLiteral("Size of the letters in percent."), QStringLiteral("N"),
            QStringLiteral("100") } });
    options.addPositionalArgument(QStringLiteral("FOLDER"), QStringLiteral("Where the pictures go; made when needed."));
    options.addHelpOption();
    options.process(program);
    if (options.positionalArguments().size() != 1)
        options.showHelp(2);
    const QDir folder(options.positionalArguments().first());
    if (!folder.mkpath(QStringLiteral(".")))
        return 4;
    const auto chosen = [&options](const char *name, const QStringList &all) {
        const QString one = options.value(QLatin1String(name));
        return one.isEmpty() ? all : QStringList { one };
    };
    app::rememberDesktopLook();
    app::Settings::setFontPercent(options.value(QStringLiteral("letters")).toInt());
    theme::setLetterScale(app::Settings::fontPercent() / 100.0);
    app::Language language;
    for (const QString &code : chosen("language", { QStringLiteral("en"), QStringLiteral("de") })) {
        if (!language.speak(code))
            return 3;
        for (const QString &theme : chosen("theme", { QStringLiteral("light"), QStringLiteral("dark") })) {
            app::Settings::setLook(theme == QLatin1String("dark")           ? app::LookChoice::Dark
                                       : theme == QLatin1String("contrast") ? app::LookChoice::Contrast
                                                                            : app::LookChoice::Light);
            for (const QString &size : chosen("size", { QStringLiteral("1280x720"), QStringLiteral("1600x1000") })) {
                const QStringList sides = size.split(QLatin1Char('x'));
                test::Album album(language, folder, QStringList { code, theme, size }.join(QLatin1Char('-')),
                                  QSize(sides.value(0).toInt(), sides.value(1).toInt()),
                                  options.value(QStringLiteral("only")));
                album.takeAll();
            }
        }
    }
    return 0;
}
