#include "model/serialization/png_design.h"
#include "model/serialization/project_json.h"
#include "tests/support/test_program.h"
#include "tests/views/export/export_support.h"
#include "views/export/pdf_writer.h"
#include "views/export/png_writer.h"
#include "views/export/svg_writer.h"

#include <QApplication>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <QTest>

#include <cmath>
#include <ctime>

namespace headroom::tst_export_files {

namespace {

/// The program's answer to a file; nothing when it is not installed.
std::optional<QByteArray> tool(const QString &program, const QStringList &arguments)
{
    const QString path = QStandardPaths::findExecutable(program);
    if (path.isEmpty())
        return std::nullopt;
    QProcess process;
    process.start(path, arguments);
    if (!process.waitForFinished(60000) || process.exitCode() != 0)
        return QByteArray("failed: ") + process.readAllStandardError();
    return process.readAllStandardOutput();
}

void keep(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(bytes);
}

std::vector<pictures::Picture> allStages(const project::Project &project)
{
    std::vector<pictures::Picture> pages;
    for (std::size_t i = 0; i < project.stages.size(); ++i)
        pages.push_back(tests::drawn(project, i));
    return pages;
}

/// Mean difference of two pictures over all pixels and channels, of 255.
double meanDifference(const QImage &a, const QImage &b)
{
    double sum = 0;
    for (int y = 0; y < a.height(); ++y)
        for (int x = 0; x < a.width(); ++x) {
            const QRgb p = a.pixel(x, y);
            const QRgb q = b.pixel(x, y);
            sum += std::abs(qRed(p) - qRed(q)) + std::abs(qGreen(p) - qGreen(q)) + std::abs(qBlue(p) - qBlue(q));
        }
    return sum / (3.0 * a.width() * a.height());
}

} // namespace

#define NEEDS(answer, program)                                                                                         \
    if (!answer)                                                                                                       \
    QSKIP(program " is not installed: NOT TESTED. ./dev test installs it")

/// PNG and PDF of a stage, opened by other programs.
class ExportFilesTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void pngHasExactlyItsPixelsAndItsSize();
    void pngCornersAreTransparentWhenAsked();
    void pngCarriesTheDesign();
    void damagedPicturesAreRefused();
    void hugePicturesAreRefused();
    void widePicturesArePaintedToTheirEnd();
    void svgLooksAsOurOwnPicture();
    void pdfHasAPageForEachStage();
    void pdfEmbedsItsFonts();
    void pdfPapers();
    void sameBytesAtAnotherTimeAndPlace();
};

void ExportFilesTest::pngHasExactlyItsPixelsAndItsSize()
{
    const project::Snapshot design = test::openDesign("examples/web-shop.headroom");
    const pictures::Picture picture = tests::drawn(*design, 1);
    for (const int scale : { 1, 2, 3, 4 }) {
        const auto png = pictures::pngOf(picture, scale);
        QVERIFY(png.ok());
        const QImage image = QImage::fromData(*png, "png");
        QCOMPARE(image.size(), (picture.size * scale).toSize());
        QVERIFY(std::abs(image.dotsPerMeterX() - 96 * scale / 0.0254) <= 1); // as large as at 100 %, only finer
        QCOMPARE(*png, *pictures::pngOf(picture, scale));
    }
}

void ExportFilesTest::pngCornersAreTransparentWhenAsked()
{
    const project::Snapshot design = test::openDesign("examples/web-shop.headroom");
    pictures::DiagramOptions options;
    const QImage opaque = *pictures::imageOf(tests::drawn(*design, 1, options), 1);
    QCOMPARE(opaque.pixelColor(0, 0), pictures::themeOf(options).color(theme::Role::Canvas));
    options.hasGround = false;
    const QImage clear = QImage::fromData(*pictures::pngOf(tests::drawn(*design, 1, options), 1));
    for (const QPoint corner : { QPoint(0, 0), QPoint(clear.width() - 1, 0), QPoint(0, clear.height() - 1) })
        QCOMPARE(clear.pixelColor(corner).alpha(), 0);
    int opaquePixels = 0;
    for (int y = 0; y < clear.height(); ++y)
        for (int x = 0; x < clear.width(); ++x)
            opaquePixels += qAlpha(clear.pixel(x, y)) == 255 ? 1 : 0;
    QVERIFY(opaquePixels > 10000); // of the cards
}

void ExportFilesTest::pngCarriesTheDesign()
{
    for (const std::string &path : test::allDesigns()) {
        const project::Snapshot design = test::openDesign(path);
        const std::string text = serialization::writeProject(*design);
        const std::string png = (*pictures::pngOf(tests::drawn(*design), 1, text)).toStdString();
        QVERIFY(serialization::isPng(png));
        QVERIFY(!QImage::fromData(QByteArray::fromStdString(png)).isNull());
        const Result<std::string> found = serialization::designOfPng(png, "x.png");
        QVERIFY(found.ok());
        QCOMPARE(*found, text);
        const auto read = serialization::readProject(*found, "x.png", test::theCatalog());
        QVERIFY(read.ok());
        QVERIFY(*read->project == *design);
        const std::string other = serialization::pngWithDesign(png, "other"); // the second replaces the first
        QCOMPARE(*serialization::designOfPng(other, "x"), std::string("other"));
        QVERIFY(other.size() < png.size());
    }
}

void ExportFilesTest::damagedPicturesAreRefused()
{
    const project::Snapshot design = test::openDesign("examples/web-shop.headroom");
    const std::string plain = (*pictures::pngOf(tests::drawn(*design), 1)).toStdString();
    const Result<std::string> none = serialization::designOfPng(plain, "x.png");
    QVERIFY(!none.ok() && none.error().where == "x.png" && !none.error().mend.empty());
    std::string png = serialization::pngWithDesign(plain, serialization::writeProject(*design));
    std::string flipped = png;
    flipped[png.find("Headroom design") + 400] = '\1';
    QVERIFY(!serialization::designOfPng(flipped, "x.png").ok());
    for (std::size_t length = 0; length < png.size();
         length += png.size() / 200 + 1) // cut anywhere: an answer, no crash
        QVERIFY(!serialization::designOfPng(png.substr(0, length), "x.png").ok()
                || length > png.find("Headroom design"));
    std::string endless = png;
    endless.replace(png.find("iTXt") - 4, 4, "\xFF\xFF\xFF\xFF");
    QVERIFY(!serialization::designOfPng(endless, "x.png").ok());
}

void ExportFilesTest::hugePicturesAreRefused()
{
    pictures::Picture picture;
    picture.size = QSizeF(10001, 5000);
    const auto refused = pictures::pngOf(picture, 2);
    QVERIFY(!refused.ok());
    QVERIFY2(refused.error().what.find("20,002 × 10,000") != std::string::npos, refused.error().what.c_str());
    QVERIFY(!refused.error().mend.empty());
    picture.size = QSizeF(2e6, 10);
    QVERIFY(!pictures::imageOf(picture, 1).ok());
}

void ExportFilesTest::widePicturesArePaintedToTheirEnd()
{
    pictures::Picture picture;
    picture.size = QSizeF(40000, 20);
    picture.ground = Qt::white;
    picture.parts.push_back({ {}, {}, {}, { pictures::Box { QRectF(39990, 0, 10, 20), 0, QColor(Qt::red) } }, 1 });
    const QImage image = *pictures::imageOf(picture, 1);
    QCOMPARE(image.width(), 40000);
    QCOMPARE(image.pixelColor(39995, 10), QColor(Qt::red));
    QCOMPARE(image.pixelColor(39980, 10), QColor(Qt::white));
}

/// Two programs draw letters and curves a little differently; a wrong place, size or color shows as far more.
void ExportFilesTest::svgLooksAsOurOwnPicture()
{
    constexpr double kTolerance = 1.6; // of 255, mean over all pixels
    QTemporaryDir folder;
    const project::Snapshot design = test::openDesign("examples/social-feed.headroom");
    for (const bool isDark : { false, true }) {
        const pictures::Picture picture = tests::drawn(*design, 4, { isDark });
        const QString svg = folder.filePath(QStringLiteral("a.svg"));
        const QString png = folder.filePath(QStringLiteral("a.png"));
        keep(svg, pictures::svgOf(picture));
        const auto answer = tool(QStringLiteral("rsvg-convert"), { svg, QStringLiteral("-o"), png });
        NEEDS(answer, "rsvg-convert");
        const QImage theirs(png);
        const QImage ours = *pictures::imageOf(picture, 1);
        QCOMPARE(theirs.size(), ours.size());
        const double difference = meanDifference(theirs, ours);
        QVERIFY2(difference < kTolerance, qPrintable(QString::number(difference)));
        QImage shifted = ours.copy(ours.rect().translated(3, 0)); // the measure sees what it is for
        QVERIFY(meanDifference(theirs, shifted) > kTolerance);
    }
}

void ExportFilesTest::pdfHasAPageForEachStage()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.pdf"));
    const project::Snapshot design = test::openDesign("examples/web-shop.headroom");
    const auto pdf = pictures::pdfOf(allStages(*design), {});
    QVERIFY(pdf.ok());
    QVERIFY(!pdf->contains("/JavaScript") && !pdf->contains("/JS") && !pdf->contains("/OpenAction")
            && !pdf->contains("/URI"));
    keep(file, *pdf);
    const auto info = tool(QStringLiteral("pdfinfo"), { file });
    NEEDS(info, "pdfinfo");
    QVERIFY2(info->contains("Pages:           7"), info->constData());
    QVERIFY2(info->contains("Title:           Web shop: "), info->constData());
    const auto text = tool(QStringLiteral("pdftotext"), { QStringLiteral("-layout"), file, QStringLiteral("-") });
    NEEDS(text, "pdftotext");
    const QString simple = QString::fromUtf8(*text).simplified();
    for (const auto &stage : design->stages)
        for (const project::Component &each : stage->components)
            QVERIFY2(simple.contains(QString::fromStdString(each.name)), each.name.c_str());
}

void ExportFilesTest::pdfEmbedsItsFonts()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.pdf"));
    for (const QString &name : tests::injections().mid(56) + QStringList { QStringLiteral("خادم ✓ 服务器") }) {
        const auto pdf = pictures::pdfOf({ tests::drawn(tests::named(name.toStdString())) }, {});
        QVERIFY(pdf.ok());
        keep(file, *pdf);
        const auto fonts = tool(QStringLiteral("pdffonts"), { file });
        NEEDS(fonts, "pdffonts");
        const QList<QByteArray> lines = fonts->trimmed().split('\n');
        QVERIFY2(lines.size() > 2, fonts->constData());
        for (const QByteArray &line : lines.mid(2)) { // name, type, encoding, emb, sub, uni, object id
            const QList<QByteArray> words = line.simplified().split(' ');
            QVERIFY2(words.size() >= 5 && words[words.size() - 5] == "yes", line.constData());
        }
    }
}

void ExportFilesTest::pdfPapers()
{
    QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("a.pdf"));
    const project::Snapshot design = test::openDesign("examples/web-shop.headroom");
    const std::vector<std::pair<QPageSize::PageSizeId, const char *>> papers { { QPageSize::A4, "A4" },
                                                                               { QPageSize::Letter, "letter" } };
    for (const auto &[size, name] : papers) {
        keep(file, *pictures::pdfOf(allStages(*design), { size }));
        const auto info = tool(QStringLiteral("pdfinfo"), { file });
        NEEDS(info, "pdfinfo");
        QVERIFY2(info->contains(name), info->constData());
    }
}

void ExportFilesTest::sameBytesAtAnotherTimeAndPlace()
{
    const project::Snapshot design = test::openDesign("examples/web-shop.headroom");
    const std::vector<pictures::Picture> pages = allStages(*design);
    const QByteArray pdf = *pictures::pdfOf(pages, {});
    QVERIFY(!pdf.contains("CreationDate") && !pdf.contains("CreateDate"));
    for (const char *zone : { "Asia/Kathmandu", "America/Los_Angeles", "UTC" }) {
        QTest::qSleep(1100); // another second
        qputenv("TZ", zone);
        ::tzset();
        QCOMPARE(*pictures::pdfOf(pages, {}), pdf);
    }
    qunsetenv("TZ");
    ::tzset();
}

HEADROOM_TEST(QApplication, ExportFilesTest)

} // namespace headroom::tst_export_files

#include "tst_export_files.moc"
