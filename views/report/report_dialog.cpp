#include "views/report/report_dialog.h"

#include "views/docks/roomy_area.h"
#include "views/numbers/screen_numbers.h"
#include "views/theme/letters.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace headroom::paper {

namespace {

constexpr double kMostUsers = 1e9; // as in the window
constexpr int kLongestTitle = 200; // letters, as on the command line
constexpr int kWidth = 760;        // px at usual letters
constexpr int kStatusLines = 3;    // room for a problem, so that the dialog does not jump

template <typename Widget>
Widget *named(const char *name, const QString &spoken)
{
    auto *widget = new Widget;
    widget->setObjectName(QLatin1String(name));
    widget->setAccessibleName(spoken);
    return widget;
}

QComboBox *combo(const char *name, const QString &spoken)
{
    auto *box = named<QComboBox>(name, spoken);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    box->setMinimumContentsLength(18);
    return box;
}

QString inDigits(double users)
{
    return QString::fromStdString(screen::grouped(users));
}

} // namespace

ReportDialog::ReportDialog(const ReportOffer &offer, const ReportChoices &before, QWidget *parent)
    : QDialog(parent)
    , m_offer(offer)
    , m_stage(std::clamp(before.stage, 0, static_cast<int>(offer.stages.size()) - 1))
    , m_users(before.users)
    , m_format(combo("format", tr("Format")))
    , m_stages(combo("stage", tr("Stage")))
    , m_before(combo("before", tr("Compared with")))
    , m_number(named<QLineEdit>("users", tr("Number of users")))
    , m_title(named<QLineEdit>("title", tr("Title")))
    , m_author(named<QLineEdit>("author", tr("Author")))
    , m_logo(named<QLineEdit>("logo", tr("Logo")))
    , m_chooseLogo(new QPushButton(tr("Choose…")))
    , m_paper(combo("paper", tr("Paper")))
    , m_path(named<QLineEdit>("path", tr("File")))
    , m_choose(new QPushButton(tr("C&hoose…")))
    , m_all(new QCheckBox(tr("All sections")))
    , m_status(new QLabel)
    , m_progress(new QProgressBar)
    , m_write(new QPushButton(tr("&Write report")))
{
    setObjectName(QStringLiteral("report-dialog"));
    setWindowTitle(tr("Report"));
    fill(before);
    m_form = buildForm();
    m_list = buildSections(before.leftOut);
    m_status->setObjectName(QStringLiteral("status"));
    m_status->setWordWrap(true);
    m_status->setTextFormat(Qt::PlainText);
    m_status->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_status->setMinimumHeight(kStatusLines * m_status->fontMetrics().lineSpacing());
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("The report is being written"));
    QSizePolicy keepsItsPlace = m_progress->sizePolicy();
    keepsItsPlace.setRetainSizeWhenHidden(true);
    m_progress->setSizePolicy(keepsItsPlace);
    m_progress->setFixedHeight(6);
    m_progress->hide();
    auto *left = new QVBoxLayout;
    left->setSpacing(10);
    left->addWidget(m_form);
    left->addStretch();
    left->addWidget(m_progress);
    left->addWidget(m_status);
    const QSize most = parent ? parent->window()->size() * 0.95 : QSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
    auto *content = new QWidget;
    auto *top = new QBoxLayout(theme::scaled(kWidth) > most.width() ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight,
                               content);
    top->setContentsMargins(0, 0, 0, 0);
    top->setSpacing(28);
    top->addLayout(left, 1);
    top->addWidget(m_list);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(18, 16, 18, 14);
    column->setSpacing(14);
    column->addWidget(new docks::RoomyArea(content), 1);
    column->addWidget(buildButtons());
    wire();
    check();
    resize(QSize(theme::scaled(kWidth), sizeHint().height()).boundedTo(most));
}

void ReportDialog::fill(const ReportChoices &before)
{
    for (const ReportOffer::Format &each : m_offer.formats)
        m_format->addItem(each.title, each.id);
    m_format->setCurrentIndex(std::max(0, m_format->findData(before.format)));
    fillStages(before.before);
    m_number->setText(inDigits(m_users));
    m_number->setToolTip(tr("Registered users. Type 250k, 1.4M or 1,400,000"));
    m_title->setText(before.title);
    m_title->setPlaceholderText(m_offer.design);
    m_author->setText(before.author);
    m_author->setPlaceholderText(tr("Who answers for it"));
    m_logo->setText(before.logo);
    m_logo->setPlaceholderText(tr("PNG, JPEG or SVG"));
    for (QLineEdit *line : { m_title, m_author })
        line->setMaxLength(kLongestTitle);
    m_paper->addItems({ QStringLiteral("A4"), QStringLiteral("Letter") });
    m_paper->setCurrentIndex(before.isLetter ? 1 : 0);
    m_path->setText(before.path);
}

void ReportDialog::fillStages(int before)
{
    m_before->addItem(tr("nothing: a report of the stage"), -1);
    for (std::size_t i = 0; i < m_offer.stages.size(); ++i) {
        const QString name = QStringLiteral("%1 · %2").arg(QString::number(i + 1), m_offer.stages[i].name);
        m_stages->addItem(name);
        m_before->addItem(name, static_cast<int>(i));
    }
    m_stages->setCurrentIndex(m_stage);
    m_before->setCurrentIndex(std::max(0, m_before->findData(before)));
    m_before->setToolTip(tr("With a stage: a decision record, which compares the two on one page"));
}

void ReportDialog::wire()
{
    const auto tell = [this] {
        check();
        Q_EMIT changed();
    };
    connect(m_format, &QComboBox::currentIndexChanged, this, &ReportDialog::takeEnding);
    connect(m_stages, &QComboBox::currentIndexChanged, this, &ReportDialog::takeStage);
    connect(m_path, &QLineEdit::textEdited, this, &ReportDialog::followEnding);
    connect(m_all, &QCheckBox::clicked, this, &ReportDialog::takeAll);
    for (QComboBox *box : { m_format, m_stages, m_before, m_paper })
        connect(box, &QComboBox::currentIndexChanged, this, tell);
    for (QLineEdit *line : { m_number, m_title, m_author, m_logo, m_path })
        connect(line, &QLineEdit::textChanged, this, tell);
    for (QCheckBox *box : m_sections)
        connect(box, &QCheckBox::toggled, this, tell);
    connect(m_choose, &QPushButton::clicked, this, &ReportDialog::fileRequested);
    connect(m_chooseLogo, &QPushButton::clicked, this, &ReportDialog::logoRequested);
    connect(m_write, &QPushButton::clicked, this, &ReportDialog::writeRequested);
    connect(m_close, &QPushButton::clicked, this, &ReportDialog::reject);
}

const ReportOffer::Format &ReportDialog::format() const
{
    return m_offer.formats[static_cast<std::size_t>(std::max(0, m_format->currentIndex()))];
}

/// Another stage is looked at where it is full; the one of the window at the window's users.
void ReportDialog::takeStage()
{
    const int index = m_stages->currentIndex();
    const double upper = m_offer.stages[static_cast<std::size_t>(index)].upperUsers;
    m_number->setText(inDigits(index == m_stage ? m_users : std::clamp(upper, 1.0, kMostUsers)));
}

/// The file's ending says the format; another one is left as it is.
void ReportDialog::takeEnding()
{
    for (const ReportOffer::Format &each : m_offer.formats)
        for (const QString &ending : each.endings)
            if (m_path->text().endsWith(ending, Qt::CaseInsensitive)) {
                if (each.id != format().id)
                    m_path->setText(m_path->text().chopped(ending.size()) + format().endings.first());
                return;
            }
}

void ReportDialog::followEnding()
{
    for (const ReportOffer::Format &each : m_offer.formats)
        for (const QString &ending : each.endings)
            if (m_path->text().endsWith(ending, Qt::CaseInsensitive))
                m_format->setCurrentIndex(m_format->findData(each.id));
}

void ReportDialog::takeAll()
{
    const bool isWanted
        = !std::all_of(m_sections.begin(), m_sections.end(), [](auto *box) { return box->isChecked(); });
    for (QCheckBox *box : m_sections)
        box->setChecked(isWanted);
    check(); // when nothing changed, the box of all still did
}

QString ReportDialog::problem() const
{
    const ReportChoices now = choices();
    if (now.users <= 0)
        return tr("◆ “%1” is no number of users. Between 1 and 1,000,000,000: type 250k, 1.4M or 1,400,000.")
            .arg(m_number->text().left(20));
    if (now.before == now.stage)
        return tr("◆ A decision compares two stages: choose another one to compare with.");
    if (now.before < 0 && now.leftOut.size() == static_cast<qsizetype>(m_sections.size()))
        return tr("◆ Choose at least one section.");
    if (now.path.isEmpty())
        return tr("◆ Choose a file to write to.");
    return {};
}

/// What the format has no use for rests; nothing is written while something is wrong.
void ReportDialog::check()
{
    m_paper->setEnabled(format().hasPaper);
    for (QWidget *each : std::initializer_list<QWidget *> { m_logo, m_chooseLogo })
        each->setEnabled(format().hasLogo);
    m_list->setEnabled(m_before->currentIndex() == 0 && !m_isBusy); // a record has sections of its own
    const auto chosen = std::count_if(m_sections.begin(), m_sections.end(), [](auto *box) { return box->isChecked(); });
    m_all->setCheckState(chosen == 0                                               ? Qt::Unchecked
                             : chosen == static_cast<qsizetype>(m_sections.size()) ? Qt::Checked
                                                                                   : Qt::PartiallyChecked);
    const QString wrong = problem();
    m_status->setText(wrong);
    m_write->setEnabled(wrong.isEmpty() && !m_isBusy);
}

ReportChoices ReportDialog::choices() const
{
    ReportChoices out;
    out.format = format().id;
    out.stage = m_stages->currentIndex();
    out.before = m_before->currentData().toInt();
    double users = 0;
    const bool isTyped = m_number->text() != inDigits(m_users); // else it may have more digits than are shown
    if (out.stage == m_stage && !isTyped)
        out.users = m_users;
    else if (screen::parseCompact(m_number->text().trimmed().toStdString(), users) && users >= 1 && users <= kMostUsers)
        out.users = users;
    for (std::size_t i = 0; i < m_sections.size(); ++i)
        if (!m_sections[i]->isChecked())
            out.leftOut << m_offer.sections[i].id;
    out.title = m_title->text().trimmed();
    out.author = m_author->text().trimmed();
    out.logo = m_logo->text().trimmed();
    out.isLetter = m_paper->currentIndex() == 1;
    out.path = m_path->text().trimmed();
    return out;
}

void ReportDialog::setPath(const QString &path)
{
    m_path->setText(path);
    followEnding();
}

void ReportDialog::setLogo(const QString &path)
{
    m_logo->setText(path);
}

void ReportDialog::setBusy(bool isBusy)
{
    m_isBusy = isBusy;
    for (QWidget *choices : { m_form, m_list })
        choices->setEnabled(!isBusy);
    m_progress->setVisible(isBusy);
    m_close->setText(isBusy ? tr("Cancel") : tr("Close"));
    check();
    if (isBusy)
        m_status->setText(tr("The report is being written…"));
    (isBusy ? m_close : m_write)->setFocus(); // what had it rests
}

void ReportDialog::showProblem(const QString &why)
{
    m_status->setText(QStringLiteral("◆ ") + why);
}

void ReportDialog::showNote(const QString &note)
{
    if (!m_isBusy && problem().isEmpty())
        m_status->setText(note);
}

void ReportDialog::reject()
{
    if (m_isBusy)
        Q_EMIT cancelRequested();
    else
        QDialog::reject();
}

} // namespace headroom::paper
