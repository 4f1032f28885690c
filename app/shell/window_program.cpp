#include "app/shell/window_program.h"

#include "app/cli/commands.h"
#include "app/language/language.h"
#include "app/shell/look.h"
#include "app/shell/main_window.h"
#include "app/shell/windows.h"
#include "model/reporting/numbers.h"
#include "views/canvas/canvas_view.h"
#include "views/numbers/screen_units.h"
#include "views/theme/letters.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QMessageBox>
#include <QTimer>

#include <clocale>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include <unistd.h>

namespace headroom::app {

namespace {

bool hasDisplay(int argc, char **argv)
{
    for (int i = 1; i < argc; ++i)
        if (std::string_view(argv[i]) == "-platform")
            return true;
    for (const char *name : { "WAYLAND_DISPLAY", "QT_QPA_PLATFORM" })
        if (const char *value = std::getenv(name); value && *value)
            return true;
    const char *display = std::getenv("DISPLAY");
    if (!display || !*display)
        return false;
    // Qt ends the program in words nobody can use when a display of this machine is not there.
    const std::string_view local(display);
    const std::string number(
        local.substr(1, local.find('.') == std::string_view::npos ? local.npos : local.find('.') - 1));
    return local.front() != ':' || access(("/tmp/.X11-unix/X" + number).c_str(), F_OK) == 0;
}

void sayNoDisplay()
{
    std::cerr << "headroom: there is no display to open a window on. These commands need none:\n"
                 "  headroom analyze FILE --stage 5 --users 1.4M\n"
                 "  headroom stages FILE\n"
                 "  headroom validate FILE\n";
}

/// Options for pictures and measurements, set before the window is shown.
void prepare(MainWindow &window, const QCommandLineParser &options)
{
    if (options.isSet(QStringLiteral("theme")))
        window.setLook(options.value(QStringLiteral("theme")) == QLatin1String("dark") ? LookChoice::Dark
                                                                                       : LookChoice::Light);
    if (options.isSet(QStringLiteral("stage")))
        window.showStage(options.value(QStringLiteral("stage")).toInt() - 1);
    double users = 0;
    if (options.isSet(QStringLiteral("users"))
        && reporting::parseCompact(options.value(QStringLiteral("users")).toStdString(), users))
        window.setUsers(users);
    if (options.isSet(QStringLiteral("select")))
        window.canvas().setSelection({ options.value(QStringLiteral("select")).toStdString() });
    const QStringList size = options.value(QStringLiteral("size")).split(QLatin1Char('x'));
    if (size.size() == 2)
        window.resize(size[0].toInt(), size[1].toInt());
}

/// Saves a picture of the window after that time, or later when the canvas is not sharp by then, and ends the program.
void takePictureAfter(int milliseconds, MainWindow &window, const QString &file)
{
    QTimer::singleShot(milliseconds, &window, [&window, file] {
        if (!window.canvas().isSharp())
            return takePictureAfter(10, window, file);
        QCoreApplication::exit(window.grab().save(file) ? kExitDone : kExitOutput);
    });
}

/// Saves a picture of the window once all its numbers are there, then ends the program.
void takePicture(MainWindow &window, const QString &file)
{
    QObject::connect(
        &window, &MainWindow::settled, &window,
        [&window, file] { takePictureAfter(400, window, file); }, // cards slide for 200 ms
        Qt::SingleShotConnection);
}

/// Ends the program after the first paint of the window; what takes its time from then on, nobody waits for.
class FirstPaint final : public QObject {
public:
    using QObject::QObject;
    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint)
            QTimer::singleShot(0, qApp, [] { QCoreApplication::exit(0); });
        return false;
    }
};

} // namespace

int runWindow(int argc, char **argv)
{
    if (!hasDisplay(argc, argv)) {
        sayNoDisplay();
        return kExitUsage;
    }
    QApplication program(argc, argv);
    std::setlocale(LC_NUMERIC, "C"); // numbers in files have a point in every country
    QApplication::setApplicationName(QStringLiteral("headroom"));
    QApplication::setApplicationDisplayName(QStringLiteral("Headroom"));
    QApplication::setApplicationVersion(QStringLiteral(HEADROOM_VERSION));
    QApplication::setOrganizationName(QStringLiteral("headroom"));
    QCommandLineParser options;
    options.addOptions(
        { { QStringLiteral("screenshot"), QStringLiteral("Save a picture of the window and quit."),
            QStringLiteral("FILE") },
          { QStringLiteral("first-paint"), QStringLiteral("Quit once the window is painted (to measure the start).") },
          { QStringLiteral("start-page"), QStringLiteral("Show the start page in the picture.") },
          { QStringLiteral("size"), QStringLiteral("Size of the window."), QStringLiteral("WxH") },
          { QStringLiteral("theme"), QStringLiteral("light or dark."), QStringLiteral("NAME") },
          { QStringLiteral("language"), QStringLiteral("en or de."), QStringLiteral("CODE") },
          { QStringLiteral("stage"), QStringLiteral("Stage to show."), QStringLiteral("N") },
          { QStringLiteral("users"), QStringLiteral("Registered users."), QStringLiteral("N") },
          { QStringLiteral("select"), QStringLiteral("Component to select."), QStringLiteral("ID") } });
    options.addPositionalArgument(QStringLiteral("FILE"), QStringLiteral("Designs, each in a window of its own"),
                                  QStringLiteral("[FILE…]"));
    options.process(program);
    rememberDesktopLook();
    Language language;
    if (const Result<Done> spoken
        = language.speak(options.isSet(QStringLiteral("language")) ? options.value(QStringLiteral("language"))
                                                                   : Settings::language());
        !spoken) {
        std::cerr << "headroom: " << spoken.error().message() << '\n';
        return kExitBadInput;
    }
    theme::setLetterScale(Settings::fontPercent() / 100.0);
    screen::setUnits(Settings::units());
    Windows windows(language);
    MainWindow &window = windows.add();
    const QStringList files = options.positionalArguments();
    window.startFromTemplate(QStringLiteral("seven-stages"));
    prepare(window, options);
    const bool isForPicture
        = options.isSet(QStringLiteral("screenshot")) || options.isSet(QStringLiteral("first-paint"));
    if (files.isEmpty() && (!isForPicture || options.isSet(QStringLiteral("start-page"))))
        window.showStart();
    if (options.isSet(QStringLiteral("screenshot")))
        takePicture(window, options.value(QStringLiteral("screenshot")));
    if (options.isSet(QStringLiteral("first-paint")))
        window.canvas().installEventFilter(new FirstPaint(&window));
    window.show();
    if (!files.isEmpty()) {
        if (window.openFile(files.first()))
            prepare(window, options);
        else
            window.showStart(); // what stood in for it is nothing anyone asked for
    }
    for (const QString &file : files.mid(1))
        windows.open(file, window);
    if (!files.isEmpty() && !isForPicture)
        window.offerRecoveries();
    if (!isForPicture) // after what is asked for first, which is to be seen
        QTimer::singleShot(0, &windows, [&windows] { windows.desktopMotion().ask(); });
    return QApplication::exec();
}

} // namespace headroom::app
