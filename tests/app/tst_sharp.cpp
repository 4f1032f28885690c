#include "tests/app/window_fixture.h"
#include "tests/support/test_program.h"
#include "views/growth/growth_panel.h"
#include "views/inspector/inspector_view.h"
#include "views/preferences/preferences_dialog.h"

#include <QAction>
#include <QApplication>
#include <QPaintDevice>
#include <QPaintEngine>
#include <QTabBar>
#include <QTabWidget>

#include <cmath>

namespace headroom::tst_sharp {

/// Looks at what is painted instead of painting it: every picture is told that has fewer pixels than the place it gets.
class PictureSpy final : public QPaintEngine {
public:
    PictureSpy()
        : QPaintEngine(QPaintEngine::AllFeatures)
    {
    }
    QStringList blurred;
    int pictures = 0;
    int texts = 0;

    bool begin(QPaintDevice *) override { return true; }
    bool end() override { return true; }
    Type type() const override { return QPaintEngine::User; }
    void updateState(const QPaintEngineState &change) override
    {
        if (change.state() & QPaintEngine::DirtyTransform)
            m_transform = change.transform();
    }
    void drawPath(const QPainterPath &) override { }
    void drawPolygon(const QPointF *, int, PolygonDrawMode) override { }
    void drawPolygon(const QPoint *, int, PolygonDrawMode) override { }
    void drawTextItem(const QPointF &, const QTextItem &) override { ++texts; }
    void drawPixmap(const QRectF &place, const QPixmap &, const QRectF &part) override { see(place, part.size()); }
    void drawImage(const QRectF &place, const QImage &, const QRectF &part, Qt::ImageConversionFlags) override
    {
        see(place, part.size());
    }
    void drawTiledPixmap(const QRectF &, const QPixmap &tile, const QPointF &) override
    {
        see(QRectF(QPointF(), QSizeF(tile.size()) / tile.devicePixelRatio()), tile.size());
    }

private:
    void see(const QRectF &place, const QSizeF &pixels)
    {
        constexpr double kRounding = 1; // px, as sizes are whole
        ++pictures;
        const double scale = std::hypot(m_transform.m11(), m_transform.m12());
        if (place.width() * scale > pixels.width() + kRounding || place.height() * scale > pixels.height() + kRounding)
            blurred.append(QStringLiteral("%1 x %2 pixels on %3 x %4")
                               .arg(pixels.width())
                               .arg(pixels.height())
                               .arg(place.width() * scale)
                               .arg(place.height() * scale));
    }

    QTransform m_transform;
};

/// As fine as the screen that the widget is on.
class SpyDevice final : public QPaintDevice {
public:
    SpyDevice(const QWidget &widget, PictureSpy &spy)
        : m_size(widget.size())
        , m_ratio(widget.devicePixelRatioF())
        , m_spy(spy)
    {
    }
    QPaintEngine *paintEngine() const override { return &m_spy; }

protected:
    int metric(PaintDeviceMetric what) const override
    {
        switch (what) {
        case PdmWidth:
            return qRound(m_size.width() * m_ratio);
        case PdmHeight:
            return qRound(m_size.height() * m_ratio);
        case PdmDevicePixelRatio:
            return static_cast<int>(m_ratio);
        case PdmDevicePixelRatioScaled:
            return qRound(m_ratio * devicePixelRatioFScale());
        case PdmNumColors:
            return 0;
        case PdmDepth:
            return 32;
        default:
            return 96; // dots an inch
        }
    }

private:
    QSize m_size;
    double m_ratio;
    PictureSpy &m_spy;
};

/// On a screen with scaling, nothing is a picture that was made for a screen without and enlarged.
class SharpTest final : public test::WindowTest {
    Q_OBJECT

public:
    static void initMain()
    {
        if (qEnvironmentVariableIsEmpty("QT_SCALE_FACTOR"))
            qputenv("QT_SCALE_FACTOR", "1.5");
    }

private:
    /// What is painted there from pictures that are too small.
    static void look(QWidget &widget, const QString &where, QStringList &blurred)
    {
        QTest::qWait(50);
        for (QWidget *each : widget.findChildren<QWidget *>() + QList<QWidget *> { &widget }) {
            if (!each->isVisible() || each->size().isEmpty())
                continue;
            PictureSpy spy;
            SpyDevice device(*each, spy);
            each->render(&device, {}, {}, QWidget::RenderFlags());
            for (const QString &what : spy.blurred)
                blurred.append(
                    QStringLiteral("%1, %2#%3: %4")
                        .arg(where, QLatin1String(each->metaObject()->className()), each->objectName(), what));
        }
    }

    /// How much changes from a pixel to the next.
    static double contrast(const QImage &picture)
    {
        const QImage gray = picture.convertToFormat(QImage::Format_Grayscale8);
        double sum = 0;
        for (int y = 0; y < gray.height(); ++y)
            for (int x = 1; x < gray.width(); ++x) {
                const double step = gray.constScanLine(y)[x] - gray.constScanLine(y)[x - 1];
                sum += step * step;
            }
        return sum;
    }

    /// As it would look if it were made for a screen without scaling.
    static QImage enlarged(const QImage &picture, double ratio)
    {
        const QSize small(qRound(picture.width() / ratio), qRound(picture.height() / ratio));
        return picture.scaled(small, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
            .scaled(picture.size(), Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    }

private Q_SLOTS:
    void init()
    {
        QVERIFY(open("tst_sharp", QStringLiteral(HEADROOM_SOURCE_DIR "/examples/social-feed.headroom")));
        QCOMPARE(m_window->devicePixelRatioF(), qEnvironmentVariable("QT_SCALE_FACTOR").toDouble());
    }
    void cleanup() { close(); }

    void thePictureIsAsFineAsTheScreen()
    {
        m_window->resize(1280, 800);
        const QPixmap picture = m_window->grab();
        QCOMPARE(picture.width(), qRound(1280 * m_window->devicePixelRatioF()));
        PictureSpy spy;
        SpyDevice device(*m_window, spy);
        m_window->render(&device);
        QVERIFY(spy.texts > 30); // letters are drawn as such, for this screen
        QVERIFY(spy.pictures > 20);
    }

    void noPictureIsEnlarged()
    {
        m_window->resize(1600, 1000);
        m_window->canvas().setSelection({ "db" });
        QStringList blurred;
        for (const char *panel :
             { "outline", "history", "utilization", "stage-map", "latency", "cost", "availability", "findings" }) {
            m_window->docks().reveal(QLatin1String(panel));
            look(*dock(panel), QLatin1String(panel), blurred);
        }
        for (int tab = 0; tab < 3; ++tab) {
            m_window->docks().reveal(QStringLiteral("inspector"));
            m_window->inspector().tabs()->setCurrentIndex(tab);
            QTest::qWait(200);
            look(*dock("inspector"), QStringLiteral("inspector"), blurred);
        }
        look(*m_window, QStringLiteral("window"), blurred);
        m_window->docks().reveal(QStringLiteral("growth"));
        for (int page = 0; page < m_window->growthPanel().tabs()->count(); ++page) {
            m_window->growthPanel().tabs()->setCurrentIndex(page);
            look(*dock("growth"), QStringLiteral("growth"), blurred);
        }
        preferences::PreferencesDialog dialog({}, {}, m_window.get());
        dialog.setVisible(true);
        look(dialog, QStringLiteral("preferences"), blurred);
        dialog.hide();
        m_window->showStart();
        QTest::qWait(500); // previews are drawn one by one
        look(*m_window, QStringLiteral("start"), blurred);
        blurred.removeDuplicates();
        QVERIFY2(blurred.isEmpty(), qPrintable(blurred.join(QLatin1Char('\n'))));
    }

    void signsOfCommandsAreFine()
    {
        int signs = 0;
        for (const QAction *each : m_window->findChildren<QAction *>()) {
            if (each->icon().isNull() || each->text().isEmpty()) // Qt's own buttons in fields
                continue;
            ++signs;
            const QPixmap sign = each->icon().pixmap(QSize(16, 16), m_window->devicePixelRatioF());
            QVERIFY2(sign.width() >= qRound(16 * m_window->devicePixelRatioF()),
                     qPrintable(each->text() + QLatin1String(each->parent()->metaObject()->className())));
        }
        QVERIFY(signs > 5);
    }

    /// Cards are kept as pictures, which the spy does not see inside of the picture of the canvas.
    void cardsAndLinesAreFine()
    {
        m_window->resize(1600, 1000);
        const double ratio = m_window->devicePixelRatioF();
        for (const double zoom : { 1.0, 0.7, 0.4 }) {
            m_window->canvas().resetZoom();
            m_window->canvas().zoomBy(zoom);
            m_window->canvas().showElement("db");
            QTRY_VERIFY(m_window->canvas().isSharp());
            const QRect card = m_window->canvas().cardRect("db").toAlignedRect() & m_window->canvas().rect();
            QVERIFY(card.width() > 30);
            const QImage picture = m_window->canvas().grab(card).toImage();
            const QImage blurred = enlarged(picture, ratio);
            const double gain = contrast(picture) / contrast(blurred);
            const double sameOfBlurred = contrast(blurred) / contrast(enlarged(blurred, ratio));
            QVERIFY2(gain > 1.25 * sameOfBlurred,
                     qPrintable(QStringLiteral("at zoom %1: %2 against %3").arg(zoom).arg(gain).arg(sameOfBlurred)));
        }
    }
};

HEADROOM_TEST(QApplication, SharpTest)

} // namespace headroom::tst_sharp

#include "tst_sharp.moc"
