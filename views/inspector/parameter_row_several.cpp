#include "views/inspector/parameter_row.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QToolButton>

#include <algorithm>

// A row that stands for several elements at once.
namespace headroom::inspector {

using theme::Theme;

/// "2 … 8" of numbers, the different words of anything else.
QString ParameterRow::spanOf(const std::vector<Shown> &shown) const
{
    if (m_spec.type == catalog::ParameterType::Number) {
        const auto number = [](const Shown &each) {
            const double *value = std::get_if<double>(&each.value.value);
            return value ? *value : 0.0;
        };
        const auto [least, most] = std::minmax_element(
            shown.begin(), shown.end(), [&](const Shown &a, const Shown &b) { return number(a) < number(b); });
        return tr("%1 … %2").arg(textOf(least->value.value), textOf(most->value.value));
    }
    QStringList words;
    for (const Shown &each : shown)
        if (const QString word = textOf(each.value.value); !words.contains(word))
            words << word;
    const qsizetype count = words.size();
    return count > 4 ? tr("%1 and %2 others").arg(words.mid(0, 3).join(QStringLiteral(", "))).arg(count - 3)
                     : words.join(QStringLiteral(", "));
}

void ParameterRow::setValues(const std::vector<Shown> &shown)
{
    if (shown.empty())
        return;
    const bool isSame = std::all_of(shown.begin(), shown.end(),
                                    [&](const Shown &each) { return each.value.value == shown.front().value.value; });
    if (isSame) {
        const auto changed = std::find_if(shown.begin(), shown.end(), [](const Shown &each) {
            return each.value.origin == catalog::ValueOrigin::Stated;
        });
        const Shown &told = changed == shown.end() ? shown.front() : *changed;
        setValue(told.value, told.unstated);
        return;
    }
    m_isMixed = true;
    m_value = m_unstated = { project::Value(std::string()), catalog::ValueOrigin::Default };
    m_reset->setVisible(std::any_of(shown.begin(), shown.end(), [](const Shown &each) {
        return each.value.origin == catalog::ValueOrigin::Stated && each.value.value != each.unstated.value;
    }));
    if (m_text) {
        m_text->setFont(Theme::font(12));
        m_text->setPlaceholderText(tr("mixed"));
        if (!m_text->isModified())
            m_text->clear();
    }
    if (m_flag) {
        m_flag->setTristate(true);
        m_flag->setCheckState(Qt::PartiallyChecked);
    }
    if (m_choice) {
        m_choice->setPlaceholderText(tr("mixed"));
        m_choice->setCurrentIndex(-1);
    }
    m_mixture = tr("mixed: %1").arg(spanOf(shown));
    if (!m_isWrong)
        showSource();
}

void ParameterRow::endMixture()
{
    m_isMixed = false;
    m_mixture.clear();
    if (m_text)
        m_text->setPlaceholderText(QString());
    if (m_flag)
        m_flag->setTristate(false);
}

} // namespace headroom::inspector
