#include "views/help/plain_tip.h"
#include "views/start/labels.h"
#include "views/start/start_page.h"
#include "views/theme/letters.h"

#include <QFileInfo>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace headroom::start {

using theme::Role;
using theme::Theme;

namespace {
constexpr QSize kSmallPicture(128, 72);
}

QWidget *StartPage::recentRow(const RecentFile &file)
{
    const QFileInfo info(file.path);
    auto *row = new QWidget;
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(2);
    auto *open = new QPushButton;
    open->setProperty("flat", true);
    open->setStyleSheet(QStringLiteral("text-align: left; padding: 5px 8px;"));
    const int room = std::max(m_recentColumn->minimumWidth() - theme::scaled(96), theme::scaled(100));
    open->setFont(Theme::font(13));
    const QString name = file.isThere ? info.completeBaseName() : tr("%1 (missing)").arg(info.completeBaseName());
    open->setText(QFontMetrics(open->font())
                      .elidedText(name, Qt::ElideRight, room)
                      .replace(QLatin1Char('&'), QStringLiteral("&&")));
    open->setAccessibleName(name);
    open->setAccessibleDescription(file.path);
    open->setToolTip(QStringLiteral("<p>%1</p>").arg(file.path.toHtmlEscaped()));
    open->setEnabled(file.isThere);
    connect(open, &QPushButton::clicked, this, [this, path = file.path] { Q_EMIT fileRequested(path); });
    line->addWidget(open, 1);
    const auto tool = [&](const QString &icon, const QString &words, bool isOn) {
        auto *button = new QToolButton;
        button->setAutoRaise(true);
        button->setIconSize({ 14, 14 });
        button->setIcon(QIcon(Theme::icon(icon, 14, m_theme->color(isOn ? Role::Accent : Role::Faint), 2)));
        button->setAccessibleName(words);
        button->setToolTip(help::plainTip(words));
        line->addWidget(button);
        return button;
    };
    QToolButton *pin
        = tool(QStringLiteral("pin"), file.isPinned ? tr("Unpin %1").arg(name) : tr("Pin %1").arg(name), file.isPinned);
    pin->setCheckable(true);
    pin->setChecked(file.isPinned);
    connect(pin, &QToolButton::clicked, this, [this, path = file.path](bool isOn) { Q_EMIT pinRequested(path, isOn); });
    QToolButton *drop = tool(QStringLiteral("close"), tr("Take %1 off the list").arg(name), false);
    connect(drop, &QToolButton::clicked, this, [this, path = file.path] { Q_EMIT forgetRequested(path); });
    return row;
}

QWidget *StartPage::recoveryRow(const RecoveryOffer &offer)
{
    auto *row = new QFrame;
    row->setObjectName(QStringLiteral("recovery"));
    row->setStyleSheet(QStringLiteral("#recovery { background: %1; border: 1px solid %2; border-radius: 11px; }")
                           .arg(m_theme->color(Role::Panel).name(), m_theme->color(Role::CardLine).name()));
    auto *line = new QHBoxLayout(row);
    line->setContentsMargins(12, 10, 12, 10);
    line->setSpacing(14);
    auto *picture = new QLabel;
    picture->setPixmap(previewOf(offer.design, offer.stage, m_catalog, *m_theme, kSmallPicture, devicePixelRatioF()));
    picture->setAccessibleName(tr("Picture of %1").arg(offer.name));
    line->addWidget(picture);
    auto *words = new QVBoxLayout;
    words->setSpacing(2);
    QLabel *name = plainLabel(offer.name);
    paint(name, Theme::font(14, QFont::DemiBold), m_theme->color(Role::Text));
    QLabel *about = plainLabel(offer.about);
    about->setWordWrap(true);
    paint(about, Theme::font(12), m_theme->color(Role::Secondary));
    words->addStretch();
    words->addWidget(name);
    words->addWidget(about);
    words->addStretch();
    line->addLayout(words, 1);
    auto *refuse = new QPushButton(tr("Discard…"));
    refuse->setProperty("outlined", true);
    refuse->setAccessibleName(tr("Discard the edits of %1").arg(offer.name));
    auto *take = new QPushButton(tr("Recover"));
    take->setProperty("primary", true);
    take->setAccessibleName(tr("Recover %1").arg(offer.name));
    connect(refuse, &QPushButton::clicked, this, [this, id = offer.id] { Q_EMIT recoveryRefused(id); });
    connect(take, &QPushButton::clicked, this, [this, id = offer.id] { Q_EMIT recoveryRequested(id); });
    line->addWidget(refuse);
    line->addWidget(take);
    return row;
}

} // namespace headroom::start
